import type { Translation } from "../index.ts";

export default {
  "seal.missing": "Tu enlace está incompleto",
  "seal.missing_words":
    "Esta reunión está cifrada de extremo a extremo y falta la clave al final de su enlace. Pide el enlace completo a quien te invitó, o pégalo aquí.",
  "seal.wrong": "Tu enlace no corresponde a esta reunión",
  "seal.wrong_words":
    "Esta reunión está cifrada de extremo a extremo y la clave de tu enlace es otra. Quizá el enlace sea antiguo o le falte una parte. Pide el enlace completo a quien te invitó, o pégalo aquí.",
  "seal.field": "Enlace completo de la reunión",
  "seal.go": "Continuar",
  "seal.no_key_in_it": "Ahí no hay ninguna clave. Un enlace completo termina en #k= y 43 letras.",
  "seal.insecure": "Esta página no puede cifrar",
  "seal.insecure_words":
    "Esta reunión está cifrada de extremo a extremo, y los navegadores solo cifran en páginas que llegaron por una conexión segura. Pide al anfitrión un enlace que empiece por https.",
  "seal.unsupported": "Este navegador no puede cifrar llamadas",
  "seal.unsupported_words":
    "Esta reunión está cifrada de extremo a extremo. Abre su enlace en una versión actual de Chrome, Edge, Firefox o Safari.",

  "seal.sealed": "Cifrado de extremo a extremo",
  "seal.open": "Sin cifrar",
  "seal.foreign": "Otra clave",
  "seal.open_words": "{name} envía sin cifrado, así que nada de ello se muestra ni se reproduce.",
  "seal.foreign_words": "{name} usa otra clave, así que no podéis veros ni oíros.",
  "seal.show": "Mostrar de todos modos",
  "seal.show_whose": "Mostrar a {name} de todos modos",
  "seal.hide": "Ocultar lo que no está cifrado",
  "seal.other_key":
    "Nada de lo que envían los demás se puede descifrar: la clave de tu enlace no es la suya. Pide el enlace a quien te invitó y ábrelo de nuevo.",
  "seal.unreadable":
    "Este mensaje no se puede descifrar. Se cifró con otra clave o cambió por el camino.",

  "seal.more_ways": "Más formas de crear una reunión",
  "seal.new": "Nueva reunión cifrada…",
  "seal.new_title": "Nueva reunión cifrada de extremo a extremo",
  "seal.new_words":
    "La imagen, el sonido, los mensajes y los archivos se cifran en los navegadores de quienes están dentro. El servidor de reuniones y los intermediarios no ven nada.",
  "seal.new_key":
    "La clave forma parte del enlace. Copiar enlace, el código QR y la invitación la llevan, y quien tenga el enlace puede entrar y leer.",
  "seal.new_without": "Lo que no se cifra, y lo que cuesta:",
  "seal.new_names":
    "El título, los nombres, quién está dentro y cuándo, y las reacciones no se cifran.",
  "seal.new_recording":
    "Ningún servidor puede grabar ni emitir la reunión, y los programas sin la clave no ven ni oyen nada.",
  "seal.new_slower":
    "Entrar tarda un poco más, porque nada se conecta antes del clic. La imagen se envía solo como VP8.",
  "seal.new_api":
    "Los programas que usan la API local no pueden crear una reunión así ni obtener su enlace completo.",
  "seal.new_for_good": "Esto no se puede cambiar después.",
  "seal.make": "Crear reunión",
  "seal.link_has_key": "Copiar enlace añade la clave, sin la que nadie entra.",
  "seal.file_inside": "Cifrado: entra en la reunión para guardarlo.",
  "seal.chat_closed":
    "Lo que se dice aquí está cifrado de extremo a extremo y no se puede descifrar en esta ventana. Entra en la reunión para leer y escribir.",
} satisfies Translation<"seal">;
