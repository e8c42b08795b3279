import type { Translation } from "../index.ts";

export default {
  "common.cancel": "Cancelar",
  "common.close": "Cerrar",
  "common.delete": "Eliminar",
  "common.dismiss": "Descartar",
  "common.join": "Unirse",
  "common.camera": "Cámara",
  "common.microphone": "Micrófono",
  "common.speaker": "Altavoz",
  "common.devices": "Dispositivos",
  "common.none_found": "No se ha encontrado ninguno",
  "common.is_on": "{what}: sí",
  "common.is_off": "{what}: no",

  "common.others": "{count, plural, one {# persona más} other {# personas más}}",
  "common.people": "{count, plural, one {# persona} other {# personas}}",
  "common.check_connection": "Comprobar mi conexión",
  "common.save": "Guardar",
  "common.try_again": "Reintentar",

  "common.broken": "Algo ha salido mal",
  "common.broken_words":
    "Esta página ha tenido un problema propio. Volver a cargarla suele ayudar.",
  "common.load_again": "Volver a cargar",
} satisfies Translation<"common">;
