import type { Translation } from "../index.ts";

export default {
  "window.new_meeting": "Nueva reunión",
  "window.meetings": "Reuniones",
  "window.all_meetings": "Todas las reuniones",
  "window.meeting": "Reunión",
  "window.live": "En curso",
  "window.earlier": "Anteriores",
  "window.search": "Buscar reuniones",
  "window.search_hint": "Buscar por título o código",
  "window.reading": "Leyendo tus reuniones…",

  "window.empty": "Aquí estarán tus reuniones",
  "window.empty_words":
    "Con una pulsación se crea una reunión y se copia su enlace. Quien abra el enlace en un navegador puede entrar, sin instalar nada.",
  "window.not_found": "Ninguna reunión tiene «{query}» en el título o el código.",
  "window.show_all": "Mostrar todas",
  "window.slow": "Está tardando más de lo normal",
  "window.slow_server":
    "El servidor de reuniones suele iniciarse en pocos segundos. Confab te avisará aquí si falla; mientras tanto puedes mirar sus ajustes.",
  "window.slow_list": "Tus reuniones ya deberían estar aquí. Reiniciar Confab puede ayudar.",

  "window.waiting": "{count, plural, one {# espera} other {# esperan}}",
  "window.nobody_inside": "Nadie dentro",
  "window.inside": "{count, plural, one {# dentro} other {# dentro}}",
  "window.more": "{count, plural, one {# más} other {# más}}",
  "window.today": "hoy",
  "window.yesterday": "ayer",
  "window.day_and_time": "{day}, {time}",
  "window.created": "Creada: {day}, {time}",
  "window.joined": "entró: {when}",
  "window.since": "desde: {when}",

  "window.copy_link": "Copiar enlace",
  "window.link_copied": "Enlace copiado",
  "window.link_not_copied": "No se ha podido copiar el enlace: selecciónalo y cópialo a mano.",
  "window.made": "Reunión creada, enlace copiado",
  "window.made_not_copied":
    "Reunión creada. No se ha podido copiar el enlace: selecciónalo y cópialo a mano.",
  "window.undo": "Deshacer",
  "window.undone": "La nueva reunión se ha retirado.",
  "window.undo_too_late": "Ya ha entrado alguien, así que la reunión se queda.",
  "window.opens_in_browser": "La llamada se abre en tu navegador.",
  "window.opening_call": "Abriendo la llamada…",
  "window.opened_instead": "{failed} no se ha iniciado. La llamada se ha abierto en {browser}.",
  "window.opened_instead_default":
    "{failed} no se ha iniciado. La llamada se ha abierto en tu navegador predeterminado.",
  "window.call_is_open": "Ya estás en esta llamada, en otra ventana del navegador.",
  "window.move_call": "Pasarla a una ventana nueva",

  "window.back": "Atrás",
  "window.title": "Título",
  "window.rename": "Cambiar nombre",
  "window.give_title": "Ponerle título",
  "window.link": "Enlace",
  "window.link_later": "El enlace se muestra cuando lleva a la página de invitados.",
  "window.most": "Máximo de personas a la vez",
  "window.room_for": "Sitio para {count, plural, one {# persona} other {# personas}}",
  "window.change": "Cambiar",
  "window.limit_wrong": "Elige un número del 1 al 1000.",

  "window.delete_title": "¿Eliminar «{meeting}»?",
  "window.delete_nobody": "No hay nadie dentro. El enlace deja de servir para siempre.",
  "window.delete_people":
    "{count, plural, one {Hay # persona dentro y se desconectará. El enlace deja de servir para siempre.} other {Hay # personas dentro y se desconectarán. El enlace deja de servir para siempre.}}",
  "window.deleted": "«{meeting}» se ha eliminado",

  "window.close_title":
    "{count, plural, one {Hay # persona en «{meeting}»} other {Hay # personas en «{meeting}»}}",
  "window.close_title_several":
    "{count, plural, one {Hay # persona} other {Hay # personas}} en {meetings, plural, one {# reunión} other {# reuniones}}",
  "window.close_words":
    "La reunión se ejecuta en este equipo. Si cierras Confab, terminará para todos.",
  "window.close_words_several":
    "Las reuniones se ejecutan en este equipo. Si cierras Confab, terminarán para todos.",
  "window.close_keep": "Seguir en marcha",
  "window.close_end": "Terminar para todos",

  "window.confused": "Confab ha dado una respuesta sin sentido. Inténtalo de nuevo.",
  "window.failed": "Algo ha salido mal. Inténtalo de nuevo.",

  "window.how_things_are": "Cómo está todo",
  "window.could_not_start": "Confab no se ha podido iniciar",
  "window.unknown_reason": "No se conoce el motivo. Volver a intentarlo puede ayudar.",
  "window.starting_server": "Iniciando el servidor de reuniones…",
  "window.see_what_to_do": "Ver qué hacer",
  "window.see_why": "Ver por qué",
  "window.server_not_running": "El servidor no está en marcha",
  "window.interrupted": "Actualizaciones en directo interrumpidas. Reconectando…",
  "window.server_away": "El servidor no responde, vuelve solo…",
  "window.no_links_yet": "Los enlaces aún no funcionan",
  "window.ready": "Servidor listo · los enlaces funcionan en este ordenador",
  "window.ready_but": "Los enlaces funcionan en este ordenador · {trouble}",
  "window.but_guest": "la página de invitados está cerrada",
  "window.but_local": "tus programas no pueden llegar a Confab",
  "window.but_signal": "tu propia interfaz no puede iniciar llamadas",

  "window.still_starting": "Confab todavía se está iniciando.",
  "window.did_not_start": "Confab no se ha podido iniciar.",
  "window.guest_page_closed":
    "La página de invitados no está abierta, así que los enlaces no llevarían a ninguna parte.",
  "window.why_not_running": "El servidor de reuniones no está en marcha.",
  "window.why_away": "El servidor de reuniones no responde. Volverá solo.",
  "window.why_starting": "El servidor de reuniones todavía se está iniciando.",

  "window.door_guest": "Página de invitados",
  "window.door_local": "API para tus programas",
  "window.door_signal": "Señalización para tu interfaz",
  "window.door_guest_for": "Los invitados abren aquí sus enlaces.",
  "window.door_local_for": "Los scripts e interfaces de este ordenador crean reuniones aquí.",
  "window.door_signal_for": "Las interfaces de este ordenador conectan aquí sus llamadas.",
  "window.door_guest_cure":
    "En Ajustes, elige otro puerto para la página de invitados, o indica tu propia interfaz si es lo que funciona ahí. Después, reinténtalo.",
  "window.door_local_cure": "En Ajustes, elige otro puerto para la API. Después, reinténtalo.",
  "window.door_signal_cure":
    "En Ajustes, elige otro puerto para la señalización. Después, reinténtalo.",
  "window.door_open": "Abierta",
  "window.door_failed": "No abierta",
  "window.door_failed_words": "Esta puerta no se ha podido abrir.",
  "window.door_closed": "Cerrada",
  "window.door_closed_words": "No hace falta tal como están las cosas.",

  "window.server": "Servidor de reuniones",
  "window.server_ready": "Listo",
  "window.server_ready_words": "Las llamadas pueden empezar en cualquier momento.",
  "window.server_gone": "No responde",
  "window.server_gone_words": "El servidor ha dejado de responder. Confab lo está recuperando.",
  "window.server_gone_cure":
    "No tienes que hacer nada: quien está en una llamada se reconecta solo.",
  "window.server_failed": "Parado",
  "window.server_failed_words": "No se ha podido iniciar el servidor.",
  "window.server_failed_cure":
    "Reinténtalo. Si no ayuda, mira el servidor de reuniones en Ajustes.",
  "window.server_starting": "Iniciándose",
  "window.server_starting_words": "El servidor se está preparando.",
} satisfies Translation<"window">;
