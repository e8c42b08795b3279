import type { Translation } from "../index.ts";

export default {
  "selfcheck.begin": "Comprobar todo",
  "selfcheck.running": "Comprobando…",
  "selfcheck.good": "Todo está como debe.",
  "selfcheck.found":
    "{count, plural, one {# punto necesita atención.} other {# puntos necesitan atención.}}",
  "selfcheck.browser":
    "Para probar también cámara, micrófono y transmisión, abre esto en un navegador:",
  "selfcheck.copy": "Copiar informe",
  "selfcheck.copied": "Informe copiado. No contiene secretos.",
  "selfcheck.copy_command": "Copiar orden",
  "selfcheck.command_copied": "Orden copiada",
  "selfcheck.not_copied": "No se pudo copiar: selecciónalo y cópialo a mano.",
  "selfcheck.remedy": "Qué ayuda",
  "selfcheck.state_good": "Bien",
  "selfcheck.state_warning": "Revísalo",
  "selfcheck.state_failed": "Problema",
  "selfcheck.state_skipped": "No hace falta",
  "selfcheck.name_server": "Servidor de reuniones",
  "selfcheck.name_database": "Almacenamiento",
  "selfcheck.name_clock": "Reloj",
  "selfcheck.name_media_udp": "Transmisión por UDP",
  "selfcheck.name_media_tcp": "Transmisión por TCP",
  "selfcheck.name_firewall": "Cortafuegos",
  "selfcheck.server_good": "Está en marcha y las llamadas funcionan.",
  "selfcheck.server_starting": "Se está iniciando.",
  "selfcheck.server_away": "Se ha parado. Confab lo está recuperando.",
  "selfcheck.server_failed": "No se pudo recuperar.",
  "selfcheck.server_remedy":
    "Espera un momento y comprueba otra vez. Si sigue así, pulsa Reintentar o reinicia Confab.",
  "selfcheck.database_good": "Lo que cambia se guarda en el disco.",
  "selfcheck.database_failed": "No se puede guardar nada.",
  "selfcheck.database_remedy":
    "Haz sitio en el disco y asegúrate de que se puede escribir en la carpeta de datos de Confab.",
  "selfcheck.clock_good": "Puede estar bien.",
  "selfcheck.clock_past":
    "Indica una fecha pasada, así que los certificados parecen no ser válidos todavía.",
  "selfcheck.clock_set_back": "Se ha atrasado desde que se creó la última reunión.",
  "selfcheck.clock_remedy": "Deja que este ordenador ajuste solo la fecha y la hora.",
  "selfcheck.door_good": "Responde como debe, en {figure} ms.",
  "selfcheck.door_shut": "Otro programa usa su puerto.",
  "selfcheck.door_shut_remedy": "Detén el otro programa o elige otro puerto en los ajustes.",
  "selfcheck.door_unreachable": "No responde, ni siquiera a este mismo ordenador.",
  "selfcheck.door_unreachable_remedy":
    "Reinicia Confab. Si no ayuda, lo impide un programa de seguridad de este ordenador.",
  "selfcheck.door_no_page": "Responde sin la página de invitados.",
  "selfcheck.door_no_page_remedy": "Instala Confab de nuevo: falta su página de invitados.",
  "selfcheck.door_no_api": "Responde, pero la API de Confab detrás no.",
  "selfcheck.door_no_signalling": "Responde, pero no lleva al servidor de reuniones.",
  "selfcheck.door_remedy": "Otro programa responde en lugar de Confab. Detenlo o reinicia Confab.",
  "selfcheck.address_good": "Los invitados de esta red encuentran Confab aquí.",
  "selfcheck.address_closed": "No se pudo abrir esta dirección.",
  "selfcheck.address_expired": "Su certificado ha caducado.",
  "selfcheck.address_not_yet": "Su certificado todavía no es válido.",
  "selfcheck.address_wrong_name": "Su certificado es para otra dirección.",
  "selfcheck.address_untrusted": "Su certificado no está firmado por quien debe.",
  "selfcheck.address_certificate_remedy":
    "Desactiva y activa de nuevo el uso compartido. Si el certificado es tuyo, renuévalo; y revisa el reloj de este ordenador.",
  "selfcheck.media_good": "El servidor de reuniones escucha en el puerto {figure}.",
  "selfcheck.media_deaf": "Nadie escucha en el puerto {figure}.",
  "selfcheck.media_deaf_remedy": "Reinicia Confab. Si no ayuda, elige otro puerto en los ajustes.",
  "selfcheck.media_elsewhere": "La transmisión va al servidor de tus ajustes, no a este ordenador.",
  "selfcheck.firewall_not_shared":
    "No se comparte nada con otros ordenadores, así que no hay que dejar entrar a nadie.",
  "selfcheck.firewall_active":
    "{subject} está activado. Los invitados solo entran por donde los deja.",
  "selfcheck.firewall_active_remedy":
    "Si los invitados de otros sitios no pueden conectarse, ejecuta esto una vez en un terminal (en Windows: PowerShell como administrador).",
  "selfcheck.firewall_none_found": "No se encontró ninguno activado.",
  "selfcheck.firewall_none_found_remedy":
    "Si aun así los invitados de otros sitios no pueden conectarse, una de estas órdenes los deja entrar.",
} satisfies Translation<"selfcheck">;
