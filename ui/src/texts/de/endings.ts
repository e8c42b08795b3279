import type { Translation } from "../index.ts";

export default {
  "endings.rejoin": "Wieder beitreten",
  "endings.other_code": "Anderen Code eingeben",

  "endings.left": "Du hast den Anruf verlassen",
  "endings.left_words":
    "Deine Kamera und dein Mikrofon sind aus. Mit demselben Link kommst du zurück.",
  "endings.removed": "Du wurdest entfernt",
  "endings.removed_words":
    "Die Gastgeberin oder der Gastgeber hat dich aus dieser Besprechung entfernt. War das ein Versehen, dann bitte um eine neue Einladung.",
} satisfies Translation<"endings">;
