import type { Translation } from "../index.ts";

export default {
  "lobby.waiting": "Esperando para entrar",
  "lobby.hosts":
    "{count, plural, one {{names} dirige esta reunión y sabe que estás aquí.} other {{names} dirigen esta reunión y saben que estás aquí.}}",
  "lobby.no_host": "El anfitrión sabe que estás aquí.",
  "lobby.as": "Esperas como {name}.",
  "lobby.next": "Te toca a ti.",
  "lobby.place": "Eres el número {place} de {of}.",
  "lobby.asking": "Pidiendo entrar…",
  "lobby.slow":
    "Está tardando más de lo normal. Puede que el ordenador del anfitrión esté ocupado, en reposo o sin conexión.",
  "lobby.reconnecting":
    "Se ha perdido la conexión. Confab lo intenta de nuevo; deja esta página abierta.",
  "lobby.many":
    "Ya espera mucha gente. Confab vuelve a preguntar solo en un momento; deja esta página abierta.",
  "lobby.stop": "Dejar de esperar",
} satisfies Translation<"lobby">;
