import type { Translation } from "../index.ts";

export default {
  "common.cancel": "Abbrechen",
  "common.close": "Schließen",
  "common.delete": "Löschen",
  "common.dismiss": "Ausblenden",
  "common.join": "Beitreten",
  "common.camera": "Kamera",
  "common.microphone": "Mikrofon",
  "common.speaker": "Lautsprecher",
  "common.devices": "Geräte",
  "common.none_found": "Nichts gefunden",
  "common.is_on": "{what} an",
  "common.is_off": "{what} aus",

  "common.others": "{count, plural, one {# weitere Person} other {# weitere}}",
  "common.people": "{count, plural, one {# Person} other {# Personen}}",
  "common.check_connection": "Meine Verbindung prüfen",
  "common.save": "Speichern",
  "common.try_again": "Erneut versuchen",

  "common.broken": "Etwas ist schiefgegangen",
  "common.broken_words":
    "Diese Seite hat ein Problem mit sich selbst. Meist hilft es, sie neu zu laden.",
  "common.load_again": "Neu laden",
} satisfies Translation<"common">;
