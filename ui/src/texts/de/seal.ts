import type { Translation } from "../index.ts";

export default {
  "seal.missing": "Dein Link ist unvollständig",
  "seal.missing_words":
    "Diese Besprechung ist Ende-zu-Ende-verschlüsselt, und der Schlüssel am Ende ihres Links fehlt. Bitte die Person, die dich eingeladen hat, um den ganzen Link, oder füge ihn hier ein.",
  "seal.wrong": "Dein Link passt nicht zu dieser Besprechung",
  "seal.wrong_words":
    "Diese Besprechung ist Ende-zu-Ende-verschlüsselt, und der Schlüssel in deinem Link ist ein anderer. Vielleicht ist der Link alt, oder ein Teil davon fehlt. Bitte die Person, die dich eingeladen hat, um den ganzen Link, oder füge ihn hier ein.",
  "seal.field": "Ganzer Besprechungslink",
  "seal.go": "Weiter",
  "seal.no_key_in_it": "Darin ist kein Schlüssel. Ein ganzer Link endet mit #k= und 43 Buchstaben.",
  "seal.insecure": "Diese Seite kann nicht verschlüsseln",
  "seal.insecure_words":
    "Diese Besprechung ist Ende-zu-Ende-verschlüsselt, und Browser verschlüsseln nur auf Seiten, die über eine sichere Verbindung kamen. Bitte um einen Link, der mit https beginnt.",
  "seal.unsupported": "Dieser Browser kann Anrufe nicht verschlüsseln",
  "seal.unsupported_words":
    "Diese Besprechung ist Ende-zu-Ende-verschlüsselt. Öffne ihren Link in einer aktuellen Version von Chrome, Edge, Firefox oder Safari.",

  "seal.sealed": "Ende-zu-Ende-verschlüsselt",
  "seal.open": "Nicht verschlüsselt",
  "seal.foreign": "Anderer Schlüssel",
  "seal.open_words":
    "{name} sendet ohne Verschlüsselung. Darum wird nichts davon gezeigt oder abgespielt.",
  "seal.foreign_words":
    "{name} verwendet einen anderen Schlüssel. Darum könnt ihr euch nicht sehen oder hören.",
  "seal.show": "Trotzdem zeigen",
  "seal.show_whose": "{name} trotzdem zeigen",
  "seal.hide": "Unverschlüsseltes ausblenden",
  "seal.other_key":
    "Nichts von dem, was die anderen senden, lässt sich entschlüsseln: Der Schlüssel in deinem Link ist nicht ihrer. Bitte um den Link und öffne ihn noch einmal.",
  "seal.unreadable":
    "Diese Nachricht lässt sich nicht entschlüsseln. Sie wurde mit einem anderen Schlüssel verschlüsselt oder unterwegs verändert.",

  "seal.more_ways": "Weitere Arten von Besprechungen",
  "seal.new": "Neue verschlüsselte Besprechung…",
  "seal.new_title": "Neue Ende-zu-Ende-verschlüsselte Besprechung",
  "seal.new_words":
    "Bild, Ton, Nachrichten und Dateien werden in den Browsern der Teilnehmenden verschlüsselt. Der Besprechungsserver und alle dazwischen sehen nichts davon.",
  "seal.new_key":
    "Der Schlüssel ist ein Teil des Links. „Link kopieren“, QR-Code und Einladung enthalten ihn, und wer den Link hat, kann hereinkommen und mitlesen.",
  "seal.new_without": "Was nicht verschlüsselt wird, und was es kostet:",
  "seal.new_names":
    "Der Titel, die Namen, wer wann dabei ist, und Reaktionen sind nicht verschlüsselt.",
  "seal.new_recording":
    "Kein Server kann die Besprechung aufzeichnen oder übertragen, und Programme ohne den Schlüssel sehen und hören nichts.",
  "seal.new_slower":
    "Das Beitreten dauert etwas länger, weil vor dem Klick nichts verbunden wird. Bilder werden nur als VP8 gesendet.",
  "seal.new_api":
    "Programme, die die lokale API verwenden, können solche Besprechungen nicht anlegen und bekommen ihren ganzen Link nicht.",
  "seal.new_for_good": "Das lässt sich später nicht ändern.",
  "seal.make": "Besprechung anlegen",
  "seal.link_has_key": "„Link kopieren“ fügt den Schlüssel hinzu, ohne den niemand hereinkommt.",
  "seal.file_inside": "Verschlüsselt: Tritt der Besprechung bei, um sie zu sichern.",
  "seal.chat_closed":
    "Was hier gesagt wird, ist Ende-zu-Ende-verschlüsselt und lässt sich in diesem Fenster nicht entschlüsseln. Tritt der Besprechung bei, um zu lesen und zu schreiben.",
} satisfies Translation<"seal">;
