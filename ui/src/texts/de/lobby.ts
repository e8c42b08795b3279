import type { Translation } from "../index.ts";

export default {
  "lobby.waiting": "Warten auf Einlass",
  "lobby.hosts":
    "{count, plural, one {{names} leitet dieses Meeting und weiß, dass du da bist.} other {{names} leiten dieses Meeting und wissen, dass du da bist.}}",
  "lobby.no_host": "Der Host weiß, dass du da bist.",
  "lobby.as": "Du wartest als {name}.",
  "lobby.next": "Du bist als Nächstes dran.",
  "lobby.place": "Du bist Nummer {place} von {of}.",
  "lobby.asking": "Um Einlass wird gebeten…",
  "lobby.slow":
    "Das dauert länger als sonst. Der Rechner des Hosts ist vielleicht ausgelastet, im Ruhezustand oder offline.",
  "lobby.reconnecting":
    "Die Verbindung ist abgebrochen. Confab versucht es wieder; lass diese Seite offen.",
  "lobby.many":
    "Es warten schon viele. Confab fragt gleich von selbst noch einmal; lass diese Seite offen.",
  "lobby.stop": "Nicht mehr warten",
} satisfies Translation<"lobby">;
