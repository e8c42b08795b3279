import type { Translation } from "../index.ts";

export default {
  "prejoin.door": "Unirse a una reunión",
  "prejoin.door_words": "Pega el enlace que te envió el anfitrión o escribe su código.",
  "prejoin.door_field": "Enlace o código de la reunión",
  "prejoin.door_go": "Continuar",
  "prejoin.door_wrong":
    "Eso no es un enlace ni un código de reunión. Un código tiene este aspecto: abc-defg-hij.",

  "prejoin.preview": "Vista previa",
  "prejoin.camera_starting": "Iniciando tu cámara…",
  "prejoin.camera_off": "Tu cámara está apagada",
  "prejoin.name": "Tu nombre",
  "prejoin.name_missing": "Escribe primero tu nombre para que los demás sepan quién eres.",
  "prejoin.ask": "Pedir entrar",
  "prejoin.at_once": "Entrar directamente la próxima vez",
  "prejoin.at_once_hint": "Sin esta vista previa, con la cámara y el micrófono como los dejaste.",
  "prejoin.guarded": "El anfitrión deja entrar a la gente de uno en uno.",
  "prejoin.nobody_inside": "Todavía no hay nadie dentro",
  "prejoin.inside": "{count, plural, one {{names} está dentro} other {{names} están dentro}}",
  "prejoin.joining": "Entrando…",
  "prejoin.slow":
    "Está tardando más de lo normal. Puede que el ordenador del anfitrión esté ocupado, en reposo o sin conexión.",

  "prejoin.microphone_level": "Nivel del micrófono",
  "prejoin.unheard":
    "No te oímos. Di algo; si sigue así, elige otro micrófono o enciéndelo en el propio aparato.",
  "prejoin.speaker_test": "Probar el altavoz",
  "prejoin.speaker_level": "Nivel del altavoz",
  "prejoin.speaker_playing": "Suenan tres notas. ¿No oyes nada? Elige otro altavoz.",
  "prejoin.speaker_failed": "Este altavoz no se puede usar. Elige otro.",
  "prejoin.blur": "Desenfocar el fondo",
  "prejoin.blur_failed":
    "No se ha podido desenfocar tu fondo, así que tu cámara queda apagada en la llamada. Quita el desenfoque para que te vean tal cual.",
  "prejoin.blur_slow":
    "El desenfoque funciona, pero despacio: este navegador no usa aceleración gráfica. Quítalo si todo va lento.",
  "prejoin.blur_unable": "Este navegador no puede desenfocar tu fondo.",
  "prejoin.camera_instead":
    "La cámara que elegiste no está, así que se usa otra. Conéctala y se volverá a usar.",
  "prejoin.microphone_instead":
    "El micrófono que elegiste no está, así que se usa otro. Conéctalo y se volverá a usar.",
  "prejoin.speaker_instead":
    "El altavoz que elegiste no está, así que se usa otro. Conéctalo y se volverá a usar.",
  "prejoin.allow_chromium":
    "Para permitirlo: pulsa el icono junto a la dirección y activa la cámara y el micrófono.",
  "prejoin.allow_firefox":
    "Para permitirlo: pulsa la cámara o el micrófono tachados junto a la dirección y quita el bloqueo.",
  "prejoin.allow_safari":
    "Para permitirlo: abre el menú de Safari, luego «Ajustes para este sitio web», y permite la cámara y el micrófono.",

  "prejoin.camera_insecure":
    "Los navegadores solo dan la cámara a una página con conexión segura. Pide al anfitrión un enlace que empiece por https; puedes unirte sin ella.",
  "prejoin.why_insecure": "¿Qué se puede hacer?",
  "prejoin.camera_denied":
    "Esta página no puede usar tu cámara. Permítelo en la barra de direcciones y pulsa Cámara otra vez; puedes unirte sin ella.",
  "prejoin.camera_denied_by_system":
    "Tu sistema no deja que este navegador use la cámara. Permítelo en los ajustes de privacidad del sistema; puedes unirte sin ella.",
  "prejoin.camera_missing": "No se ha encontrado ninguna cámara. Conecta una o únete sin ella.",
  "prejoin.camera_busy": "Otro programa está usando tu cámara. Ciérralo o elige otra.",
  "prejoin.camera_unplugged": "Se ha desconectado tu cámara. Vuelve a conectarla o elige otra.",
  "prejoin.camera_failed":
    "Tu cámara no se ha iniciado. Inténtalo de nuevo, elige otra o únete sin ella.",
  "prejoin.microphone_insecure":
    "Los navegadores solo dan el micrófono a una página con conexión segura. Pide al anfitrión un enlace que empiece por https; puedes unirte sin él.",
  "prejoin.microphone_denied":
    "Esta página no puede usar tu micrófono. Permítelo en la barra de direcciones y pulsa Micrófono otra vez; puedes unirte sin él.",
  "prejoin.microphone_denied_by_system":
    "Tu sistema no deja que este navegador use el micrófono. Permítelo en los ajustes de privacidad del sistema; puedes unirte sin él.",
  "prejoin.microphone_missing": "No se ha encontrado ningún micrófono. Conecta uno o únete sin él.",
  "prejoin.microphone_busy": "Otro programa está usando tu micrófono. Ciérralo o elige otro.",
  "prejoin.microphone_unplugged":
    "Se ha desconectado tu micrófono. Vuelve a conectarlo o elige otro.",
  "prejoin.microphone_failed":
    "Tu micrófono no se ha iniciado. Inténtalo de nuevo, elige otro o únete sin él.",
  "prejoin.both_insecure":
    "Los navegadores solo dan la cámara y el micrófono a una página con conexión segura. Pide al anfitrión un enlace que empiece por https; puedes unirte para ver y escuchar.",
  "prejoin.both_denied":
    "Esta página no puede usar tu cámara ni tu micrófono. Permítelo en la barra de direcciones y pulsa Cámara o Micrófono otra vez; puedes unirte sin ellos.",
  "prejoin.both_denied_by_system":
    "Tu sistema no deja que este navegador use la cámara ni el micrófono. Permítelo en los ajustes de privacidad del sistema; puedes unirte sin ellos.",
  "prejoin.both_missing":
    "No se ha encontrado ni cámara ni micrófono. Conéctalos o únete para ver y escuchar.",
} satisfies Translation<"prejoin">;
