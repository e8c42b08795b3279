import type { Translation } from "../index.ts";

export default {
  "chat.messages": "Nachrichten",
  "chat.empty": "Noch hat niemand geschrieben",
  "chat.empty_words":
    "Nachrichten und Dateien für alle in diesem Meeting. Wer später kommt, kann sie auch lesen.",
  "chat.loading": "Bisheriges wird geholt…",
  "chat.loading_long":
    "Das dauert länger als sonst. Confab versucht es weiter; was du schreibst, bleibt solange erhalten.",
  "chat.earlier": "Frühere Nachrichten zeigen",
  "chat.today": "Heute",
  "chat.yesterday": "Gestern",
  "chat.new": "Neue Nachrichten",
  "chat.jump_new": "{count, plural, one {# neue Nachricht} other {# neue Nachrichten}}",
  "chat.jump_end": "Neueste Nachrichten",
  "chat.you": "Du",
  "chat.host": "Host",
  "chat.cohost": "Co-Host",
  "chat.deleted": "Diese Nachricht wurde gelöscht",
  "chat.gone": "Eine Nachricht, die es nicht mehr gibt",

  "chat.sending": "Wird gesendet…",
  "chat.sent": "Gesendet",
  "chat.not_sent": "Nicht gesendet",
  "chat.waiting":
    "Du schreibst schneller, als der Chat annimmt. Das geht gleich von selbst hinaus.",
  "chat.why_closed": "Der Host hat den Chat geschlossen. Dein Text bleibt hier.",
  "chat.why_unreachable": "Der Rechner des Hosts ist nicht erreichbar.",
  "chat.why_large": "Diese Datei ist größer als {limit}.",
  "chat.why_full":
    "Alle Dateien dieses Meetings zusammen dürfen {limit} haben, und für diese ist kein Platz mehr.",
  "chat.why_other": "Auf dem Rechner des Hosts ist etwas schiefgegangen.",
  "chat.discard": "Verwerfen",
  "chat.edit": "Bearbeiten",
  "chat.cancel_upload": "Senden von {name} abbrechen",
  "chat.uploading": "{name} wird gesendet",

  "chat.write": "Nachricht",
  "chat.placeholder": "An alle schreiben",
  "chat.send": "Senden",
  "chat.left": "{count, plural, one {noch # Zeichen} other {noch # Zeichen}}",
  "chat.attach": "Datei senden",
  "chat.attach_limit": "Datei senden (bis {limit})",
  "chat.drop": "Dateien hier ablegen, um sie allen zu senden",
  "chat.drop_limit": "Jeweils bis {limit}",
  "chat.too_large": "{name} hat {size}. Dateien bis {limit} können gesendet werden.",
  "chat.empty_file": "{name} ist leer, es gibt nichts zu senden.",
  "chat.closed": "Der Host hat den Chat für Gäste geschlossen. Mitlesen kannst du weiter.",
  "chat.closed_draft":
    "Der Host hat den Chat für Gäste geschlossen. Was du geschrieben hast, bleibt hier, bis er wieder offen ist.",

  "chat.options": "Chat-Optionen",
  "chat.sound": "Ton bei neuen Nachrichten",
  "chat.clear": "Chat leeren…",
  "chat.clear_title": "Den Chat für alle leeren?",
  "chat.clear_words":
    "Alle Nachrichten und Dateien dieses Meetings werden gelöscht. Das lässt sich nicht rückgängig machen.",
  "chat.clear_yes": "Chat leeren",

  "chat.actions": "Aktionen für diese Nachricht",
  "chat.reply": "Antworten",
  "chat.react": "Mit {emoji} reagieren",
  "chat.copy": "Text kopieren",
  "chat.delete": "Löschen",
  "chat.replying": "Antwort an {name}",
  "chat.stop_reply": "Nicht auf diese Nachricht antworten",
  "chat.jump_to": "Zur Nachricht von {name}",
  "chat.reacted": "{emoji} {names}",
  "chat.failed_deed": "Das hat nicht geklappt. Versuche es gleich noch einmal.",

  "chat.download": "{name} herunterladen",
  "chat.downloading": "Wird geholt…",
  "chat.no_download": "Die Datei lässt sich nicht holen. Versuche es noch einmal.",
  "chat.picture": "Vorschau von {name}",
} satisfies Translation<"chat">;
