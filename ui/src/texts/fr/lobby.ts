import type { Translation } from "../index.ts";

export default {
  "lobby.waiting": "En attente d’être admis",
  "lobby.hosts":
    "{count, plural, one {{names} anime cette réunion et sait que vous êtes là.} other {{names} animent cette réunion et savent que vous êtes là.}}",
  "lobby.no_host": "L’hôte sait que vous êtes là.",
  "lobby.as": "Vous attendez sous le nom {name}.",
  "lobby.next": "C’est bientôt à vous.",
  "lobby.place": "Vous êtes numéro {place} sur {of}.",
  "lobby.asking": "Demande d’entrée…",
  "lobby.slow":
    "Cela prend plus de temps que d’habitude. L’ordinateur de l’hôte est peut-être occupé, en veille ou hors ligne.",
  "lobby.reconnecting": "La connexion est perdue. Confab réessaie ; gardez cette page ouverte.",
  "lobby.many":
    "Beaucoup de monde attend déjà. Confab redemande de lui-même dans un instant ; gardez cette page ouverte.",
  "lobby.stop": "Ne plus attendre",
} satisfies Translation<"lobby">;
