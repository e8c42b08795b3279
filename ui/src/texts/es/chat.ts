import type { Translation } from "../index.ts";

export default {
  "chat.messages": "Mensajes",
  "chat.empty": "Nadie ha escrito todavía",
  "chat.empty_words":
    "Mensajes y archivos para todos en esta reunión. Quien entre más tarde también puede leerlos.",
  "chat.loading": "Recuperando lo dicho…",
  "chat.loading_long":
    "Está tardando más de lo normal. Confab sigue intentándolo; mientras tanto se guarda lo que escribes.",
  "chat.earlier": "Mostrar mensajes anteriores",
  "chat.today": "Hoy",
  "chat.yesterday": "Ayer",
  "chat.new": "Mensajes nuevos",
  "chat.jump_new": "{count, plural, one {# mensaje nuevo} other {# mensajes nuevos}}",
  "chat.jump_end": "Mensajes más recientes",
  "chat.you": "Tú",
  "chat.host": "Anfitrión",
  "chat.cohost": "Coanfitrión",
  "chat.deleted": "Este mensaje se ha eliminado",
  "chat.gone": "Un mensaje que ya no está",

  "chat.sending": "Enviando…",
  "chat.sent": "Enviado",
  "chat.not_sent": "No enviado",
  "chat.waiting":
    "Escribes más rápido de lo que admite el chat. Esto se enviará solo en un momento.",
  "chat.why_closed": "El anfitrión ha cerrado el chat. Tu texto se queda aquí.",
  "chat.why_unreachable": "No se puede llegar al ordenador del anfitrión.",
  "chat.why_large": "Este archivo supera {limit}.",
  "chat.why_full":
    "Los archivos de esta reunión pueden ocupar {limit} en total y no queda sitio para este.",
  "chat.why_other": "Algo ha salido mal en el ordenador del anfitrión.",
  "chat.discard": "Descartar",
  "chat.edit": "Editar",
  "chat.cancel_upload": "Cancelar el envío de {name}",
  "chat.uploading": "Enviando {name}",

  "chat.write": "Mensaje",
  "chat.placeholder": "Escribe a todos",
  "chat.send": "Enviar",
  "chat.left": "{count, plural, one {queda # carácter} other {quedan # caracteres}}",
  "chat.attach": "Enviar un archivo",
  "chat.attach_limit": "Enviar un archivo (hasta {limit})",
  "chat.drop": "Suelta aquí archivos para enviarlos a todos",
  "chat.drop_limit": "Hasta {limit} cada uno",
  "chat.too_large": "{name} ocupa {size}. Se pueden enviar archivos de hasta {limit}.",
  "chat.empty_file": "{name} está vacío, no hay nada que enviar.",
  "chat.closed": "El anfitrión ha cerrado el chat para los invitados. Puedes seguir leyendo.",
  "chat.closed_draft":
    "El anfitrión ha cerrado el chat para los invitados. Lo que has escrito se queda aquí hasta que se abra de nuevo.",

  "chat.options": "Opciones del chat",
  "chat.sound": "Sonido con los mensajes nuevos",
  "chat.clear": "Vaciar el chat…",
  "chat.clear_title": "¿Vaciar el chat para todos?",
  "chat.clear_words":
    "Se eliminan todos los mensajes y archivos de esta reunión. No se puede deshacer.",
  "chat.clear_yes": "Vaciar el chat",

  "chat.actions": "Acciones para este mensaje",
  "chat.reply": "Responder",
  "chat.react": "Reaccionar con {emoji}",
  "chat.copy": "Copiar texto",
  "chat.delete": "Eliminar",
  "chat.replying": "Respuesta a {name}",
  "chat.stop_reply": "No responder a este mensaje",
  "chat.jump_to": "Ir al mensaje de {name}",
  "chat.reacted": "{emoji} {names}",
  "chat.failed_deed": "No ha funcionado. Inténtalo de nuevo en un momento.",

  "chat.download": "Descargar {name}",
  "chat.downloading": "Descargando…",
  "chat.no_download": "No se puede descargar el archivo. Inténtalo de nuevo.",
  "chat.picture": "Vista previa de {name}",
} satisfies Translation<"chat">;
