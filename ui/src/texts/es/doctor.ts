import type { Translation } from "../index.ts";

export default {
  "doctor.running": "Comprobando. Tarda unos veinte segundos…",
  "doctor.verdict_good": "Todo funciona.",
  "doctor.verdict_warning": "Puedes unirte. Algunas cosas podrían ir mejor.",
  "doctor.verdict_failed": "Algo lo impide.",
  "doctor.again": "Comprobar otra vez",
  "doctor.back": "Atrás",
  "doctor.copy": "Copiar informe",
  "doctor.copied": "El informe se ha copiado. No contiene secretos.",
  "doctor.copy_failed": "Tu navegador no deja copiar a esta página. Selecciona el texto de abajo.",
  "doctor.report": "Informe",
  "doctor.remedy": "Qué ayuda",
  "doctor.state_waiting": "En espera",
  "doctor.state_running": "Comprobando",
  "doctor.state_good": "Bien",
  "doctor.state_warning": "No ideal",
  "doctor.state_failed": "Problema",
  "doctor.state_skipped": "Sin probar",
  "doctor.skipped": "Sin probar, porque algo anterior falló.",
  "doctor.name_secure": "Página segura",
  "doctor.name_api": "Confab",
  "doctor.name_signal": "Inicio de llamadas",
  "doctor.name_udp": "Sonido e imagen por UDP",
  "doctor.name_tcp": "Sonido e imagen por TCP",
  "doctor.name_turn": "Repetidor (TURN)",
  "doctor.name_speed": "Velocidad",
  "doctor.name_clock": "Reloj",
  "doctor.name_camera": "Cámara",
  "doctor.name_microphone": "Micrófono",
  "doctor.name_speaker": "Altavoz",
  "doctor.secure_good": "El navegador confía la cámara y el micrófono a esta página.",
  "doctor.secure_plain":
    "Esta página llegó por http sin cifrar, así que el navegador no le da ni cámara ni micrófono.",
  "doctor.secure_plain_remedy": "Pide al anfitrión el enlace que empieza por https.",
  "doctor.api_good": "Respondió en {ms} ms.",
  "doctor.api_slow": "Tardó {ms} ms en responder.",
  "doctor.api_slow_remedy":
    "Acércate al wifi o usa un cable. Quizá el ordenador del anfitrión también esté ocupado.",
  "doctor.api_unreachable": "Confab no responde.",
  "doctor.api_unreachable_remedy":
    "Comprueba que tienes conexión y estás en la misma red que el anfitrión, y pregúntale si Confab sigue en marcha.",
  "doctor.api_refused": "Confab respondió que algo falló.",
  "doctor.api_refused_remedy":
    "Comprueba otra vez en un momento. Si sigue así, pide al anfitrión que mire la ventana de Confab.",
  "doctor.api_too_often": "La conexión se ha comprobado muchas veces desde aquí.",
  "doctor.api_too_often_remedy":
    "{wait, plural, one {Espera un segundo y comprueba otra vez.} other {Espera # segundos y comprueba otra vez.}}",
  "doctor.signal_good": "La línea para iniciar llamadas se abrió en {ms} ms.",
  "doctor.signal_server_away": "El servidor de reuniones detrás de Confab no está en marcha.",
  "doctor.signal_server_away_remedy":
    "Suele volver en segundos: comprueba otra vez. Si sigue así, pide al anfitrión que mire la ventana de Confab.",
  "doctor.signal_refused": "El servidor de reuniones no admite esta comprobación.",
  "doctor.signal_refused_remedy": "Vuelve a cargar la página y comprueba otra vez.",
  "doctor.signal_blocked":
    "Confab responde, pero algo en el camino bloquea la línea con la que se inician las llamadas (un WebSocket).",
  "doctor.signal_blocked_remedy":
    "Lo hace un proxy, un antivirus o una extensión del navegador. Desactívalo para esta página, o prueba otro navegador u otra red.",
  "doctor.signal_untrusted":
    "Este navegador abrió la página, pero no se fía de su certificado para las llamadas.",
  "doctor.signal_untrusted_remedy":
    "Instala el certificado del anfitrión en este dispositivo, o usa Chrome, Edge o Firefox en un ordenador.",
  "doctor.udp_good": "Pasa: {ms} ms de ida y vuelta, {loss} perdido, {speed} Mbit/s.",
  "doctor.udp_blocked": "UDP está bloqueado entre tú y el ordenador del anfitrión.",
  "doctor.udp_blocked_remedy":
    "Pide al anfitrión que deje pasar UDP {port} en su cortafuegos: la ventana de Confab muestra la orden exacta. O prueba otra red.",
  "doctor.tcp_good": "También pasa: {ms} ms de ida y vuelta, {speed} Mbit/s.",
  "doctor.tcp_carries":
    "Las llamadas van por TCP, con más retardo: {ms} ms de ida y vuelta, {speed} Mbit/s.",
  "doctor.tcp_blocked": "TCP está bloqueado entre tú y el ordenador del anfitrión.",
  "doctor.tcp_blocked_remedy":
    "Pide al anfitrión que deje pasar TCP {port} en su cortafuegos: la ventana de Confab muestra la orden exacta. Las llamadas solo lo necesitan donde UDP está bloqueado.",
  "doctor.way_poor": "Pasa, pero mal: {ms} ms de ida y vuelta, {loss} perdido.",
  "doctor.way_poor_remedy": "Acércate al wifi o usa un cable; detén las descargas en tu red.",
  "doctor.way_nothing": "Conectado, pero nada de lo enviado llegó.",
  "doctor.way_nothing_remedy": "Comprueba otra vez. Si sigue así, prueba otra red.",
  "doctor.turn_good": "El repetidor responde: {ms} ms de ida y vuelta.",
  "doctor.turn_none": "No hay ninguno configurado. En una misma red no hace falta.",
  "doctor.turn_blocked": "No se puede llegar al repetidor.",
  "doctor.turn_blocked_remedy":
    "Pregunta a quien lleva el servidor de reuniones. Solo hace falta donde UDP y TCP están bloqueados.",
  "doctor.speed_good":
    "{speed} Mbit/s hasta el ordenador del anfitrión y vuelta: suficiente para imágenes nítidas.",
  "doctor.speed_slow":
    "Solo {speed} Mbit/s hasta el ordenador del anfitrión y vuelta: las imágenes se verán borrosas.",
  "doctor.speed_slow_remedy":
    "Acércate al wifi o usa un cable; detén las descargas; o únete sin cámara.",
  "doctor.speed_busy": "Este ordenador estaba demasiado ocupado para enviar más de {speed} Mbit/s.",
  "doctor.speed_busy_remedy": "Cierra otros programas y pestañas.",
  "doctor.clock_good": "Coincide con el del anfitrión con {seconds} s de diferencia.",
  "doctor.clock_ahead":
    "Va {seconds} s adelantado respecto al del anfitrión: los certificados y las horas pueden parecer erróneos.",
  "doctor.clock_behind":
    "Va {seconds} s atrasado respecto al del anfitrión: los certificados y las horas pueden parecer erróneos.",
  "doctor.clock_remedy":
    "Deja que este dispositivo ajuste solo la fecha y la hora. Si ya lo hace, pide al anfitrión que mire las suyas.",
  "doctor.camera_good": "{device}: {width} × {height}.",
  "doctor.microphone_good": "{device}: se oye algo.",
  "doctor.microphone_silent": "{device}: no se oye nada en absoluto.",
  "doctor.microphone_silent_remedy":
    "Enciéndelo en su lateral o con su tecla, o elige otro en Dispositivos.",
  "doctor.speaker_good": "{device}: listo. Pulsa Probar el altavoz para oírlo.",
  "doctor.speaker_blocked": "El navegador retiene el sonido hasta que pulses algo.",
  "doctor.speaker_blocked_remedy": "Pulsa Probar el altavoz.",
  "doctor.speaker_missing": "No se encontró ningún altavoz.",
  "doctor.speaker_missing_remedy": "Conecta un altavoz o auriculares y comprueba otra vez.",
} satisfies Translation<"doctor">;
