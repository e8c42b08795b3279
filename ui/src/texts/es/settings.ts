import type { Translation } from "../index.ts";

export default {
  "settings.title": "Ajustes",
  "settings.reading": "Leyendo los ajustes…",
  "settings.saved": "Ajustes guardados",
  "settings.restart_needed":
    "Guardado. Los puertos, los enlaces y el servidor cambian después de reiniciar.",
  "settings.restart_interrupts":
    "{count, plural, one {Hay # persona dentro y se la interrumpirá.} other {Hay # personas dentro y se las interrumpirá.}}",
  "settings.restart": "Reiniciar ahora",

  "settings.you": "Tú",
  "settings.links": "Enlaces",
  "settings.server": "Servidor de reuniones",
  "settings.keeping": "Conservar",
  "settings.keep_chat": "Chats, en días",
  "settings.keep_chat_hint":
    "Se cuenta desde que salieron todos. Vacío: hasta que la reunión vuelva a empezar.",
  "settings.keep_history": "Reuniones, en días",
  "settings.keep_history_hint":
    "Se elimina la reunión a la que nadie ha venido en ese tiempo, salvo que esté prevista para más tarde. Vacío: nunca.",
  "settings.days_wrong": "Elige un número entero de días, como mínimo {least}, o déjalo vacío.",

  "settings.ports": "Puertos",
  "settings.ports_hint": "Cambia uno si lo usa otro programa. 0 significa cualquier puerto libre.",

  "settings.name": "Tu nombre",
  "settings.name_hint": "Los demás lo ven cuando entras desde esta ventana.",
  "settings.appearance": "Apariencia",
  "settings.appearance_system": "Como el sistema",
  "settings.appearance_light": "Clara",
  "settings.appearance_dark": "Oscura",
  "settings.frontend_url": "Tu propia interfaz",
  "settings.frontend_url_hint":
    "Con qué empiezan los enlaces de las reuniones. Déjalo vacío para usar la página de invitados de Confab.",
  "settings.sharing": "Compartir",
  "settings.share": "Compartir en esta red",
  "settings.share_off": "Desactivado",
  "settings.share_lan": "Activado",
  "settings.tls_cert": "Certificado propio",
  "settings.tls_cert_hint":
    "Un archivo PEM con su cadena. Deja ambos vacíos para usar el que hace Confab.",
  "settings.tls_key": "Su clave",
  "settings.tls_pair": "Un certificado necesita su clave, y una clave su certificado.",
  "settings.trusted_proxies": "Proxies inversos",
  "settings.trusted_proxies_hint":
    "Sus direcciones o rangos, separados por comas: 10.0.0.2, 192.168.7.0/24. Se cree lo que digan de la dirección de un invitado.",
  "settings.trusted_proxies_wrong":
    "«{value}» no es una dirección ni un rango como 192.168.7.0/24.",
  "settings.guest_port": "Página de invitados",
  "settings.api_port": "API para programas",
  "settings.signal_port": "Señalización",
  "settings.rtc_tcp_port": "Medios, TCP",
  "settings.rtc_udp_port": "Medios, UDP",
  "settings.livekit_url": "Dirección del servidor",
  "settings.livekit_url_hint":
    "Por ejemplo, wss://example.livekit.cloud. Déjalo vacío para usar el servidor que viene con Confab.",
  "settings.livekit_api_key": "Clave de API",
  "settings.livekit_api_secret": "Secreto de API",
  "settings.livekit_server": "Programa del servidor",
  "settings.livekit_server_hint": "Déjalo vacío para usar el que viene con Confab.",
  "settings.browser": "Navegador para las llamadas",
  "settings.browser_hint":
    "Donde la ventana no puede mostrar una llamada. Déjalo vacío para usar el primero que se encuentre.",

  "settings.set": "Definido",
  "settings.kept": "Hay uno definido y no se muestra. Escribe uno nuevo para sustituirlo.",
  "settings.fixed_by": "Definido por {variable} en el entorno. Cámbialo allí.",
  "settings.fixed": "Definido en el entorno. Cámbialo allí.",

  "settings.name_missing": "Escribe el nombre que verán los demás.",
  "settings.name_long": "Usa como máximo 100 caracteres.",
  "settings.port_wrong": "Elige un número del 1 al 65535, o 0 para cualquier puerto libre.",
  "settings.port_twice": "«{other}» ya tiene este puerto. Elige otro.",
  "settings.frontend_url_wrong": "Escribe una dirección que empiece por http:// o https://.",
  "settings.livekit_url_wrong":
    "Escribe una dirección que empiece por wss://, ws://, https:// o http://.",
  "settings.livekit_api_key_missing": "Un servidor propio necesita su clave de API.",
  "settings.livekit_api_secret_missing": "Un servidor propio necesita su secreto de API.",
} satisfies Translation<"settings">;
