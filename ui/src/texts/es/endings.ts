import type { Translation } from "../index.ts";

export default {
  "endings.rejoin": "Volver a entrar",
  "endings.other_code": "Escribir otro código",

  "endings.left": "Has salido",
  "endings.left_words":
    "Tu cámara y tu micrófono están apagados. Puedes volver con el mismo enlace.",
  "endings.removed": "Te han expulsado",
  "endings.removed_words":
    "El anfitrión te ha sacado de esta reunión. Si ha sido un error, pídele que te invite otra vez.",
  "endings.ended": "La reunión ha terminado",
  "endings.ended_words":
    "El anfitrión la ha terminado y su enlace ya no sirve. Puedes cerrar esta página.",
  "endings.closed": "La reunión ha terminado",
  "endings.closed_words":
    "El anfitrión la ha cerrado para todos. Cuando vuelva a abrirla, el mismo enlace te llevará de vuelta.",
  "endings.lost": "Se ha perdido la conexión",
  "endings.lost_words":
    "No se puede llegar al ordenador del anfitrión. Comprueba que tienes conexión y pregúntale si Confab sigue en marcha.",
  "endings.failed": "No se pudo iniciar la llamada",
  "endings.failed_words":
    "Algo falló en este navegador. Vuelve a entrar; si no funciona, recarga la página.",
  "endings.elsewhere": "Has entrado en otro sitio",
  "endings.elsewhere_words":
    "Tu lugar en esta llamada ha pasado a otra pestaña o a otro dispositivo. Vuelve a entrar para tenerlo aquí.",
  "endings.full": "La reunión está llena",
  "endings.full_words":
    "Hay tantas personas dentro como permite el anfitrión. Inténtalo de nuevo cuando alguien haya salido.",
  "endings.locked": "La reunión está bloqueada",
  "endings.locked_words":
    "El anfitrión no deja entrar a nadie más por ahora. Pídele que la desbloquee e inténtalo de nuevo.",
  "endings.denied": "No te han dejado entrar",
  "endings.denied_words":
    "Esta vez el anfitrión no te ha dejado entrar. Si ha sido un error, pregúntale e inténtalo de nuevo.",
  "endings.not_found": "Reunión no encontrada",
  "endings.not_found_words":
    "Puede que el enlace tenga una errata o que el anfitrión haya eliminado la reunión. Pídele un enlace nuevo.",

  "endings.blocked": "Tu navegador ha rechazado la llamada",
  "endings.blocked_words": "Esta página ha llegado, pero la conexión para la llamada no.",
  "endings.unreachable": "No se puede llegar a la reunión",
  "endings.unreachable_words":
    "Comprueba que tienes conexión y que Confab está en marcha en el ordenador del anfitrión. Después pulsa Unirse otra vez.",
  "endings.bad_host_code": "Esta entrada solo sirve una vez",
  "endings.bad_host_code_words":
    "Pulsa Unirse otra vez en Confab para entrar como anfitrión, o únete desde aquí como invitado.",
  "endings.not_this_user": "Aquí puedes unirte como invitado",
  "endings.not_this_user_words":
    "Confab no puede saber si este navegador se ejecuta con tu cuenta en este ordenador, por eso no te hace anfitrión. Únete como invitado o pulsa Unirse otra vez en Confab.",
  "endings.bad_name": "Ese nombre no se puede usar",
  "endings.bad_name_words": "Elige uno más corto, con letras y números.",
  "endings.too_many_tries": "Demasiados intentos",
  "endings.wait_seconds":
    "{seconds, plural, one {Espera un segundo y pulsa Unirse otra vez.} other {Espera # segundos y pulsa Unirse otra vez.}}",
  "endings.wait_a_moment": "Espera un momento y pulsa Unirse otra vez.",
  "endings.unknown": "No se ha podido entrar",
  "endings.unknown_words":
    "Algo ha salido mal en el ordenador del anfitrión. Espera un momento y pulsa Unirse otra vez.",
} satisfies Translation<"endings">;
