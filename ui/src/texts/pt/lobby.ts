import type { Translation } from "../index.ts";

export default {
  "lobby.waiting": "Esperando para entrar",
  "lobby.hosts":
    "{count, plural, one {{names} conduz esta reunião e sabe que você está aqui.} other {{names} conduzem esta reunião e sabem que você está aqui.}}",
  "lobby.no_host": "O anfitrião sabe que você está aqui.",
  "lobby.as": "Você espera como {name}.",
  "lobby.next": "Você é o próximo.",
  "lobby.place": "Você é o número {place} de {of}.",
  "lobby.asking": "Pedindo para entrar…",
  "lobby.slow":
    "Está demorando mais que o normal. O computador do anfitrião pode estar ocupado, em repouso ou sem conexão.",
  "lobby.reconnecting": "A conexão foi perdida. O Confab tenta de novo; deixe esta página aberta.",
  "lobby.many":
    "Muita gente já está esperando. O Confab pergunta de novo sozinho em um momento; deixe esta página aberta.",
  "lobby.stop": "Parar de esperar",
} satisfies Translation<"lobby">;
