import type { Translation } from "../index.ts";

export default {
  "prejoin.door": "Einem Meeting beitreten",
  "prejoin.door_words": "Füge den Link ein, den du vom Host bekommen hast, oder tippe seinen Code.",
  "prejoin.door_field": "Link oder Code des Meetings",
  "prejoin.door_go": "Weiter",
  "prejoin.door_wrong":
    "Das ist kein Link oder Code eines Meetings. Ein Code sieht so aus: abc-defg-hij.",

  "prejoin.preview": "Vorschau",
  "prejoin.camera_starting": "Deine Kamera startet…",
  "prejoin.camera_off": "Deine Kamera ist aus",
  "prejoin.name": "Dein Name",
  "prejoin.name_missing": "Gib zuerst deinen Namen ein, damit die anderen wissen, wer du bist.",
  "prejoin.ask": "Um Einlass bitten",
  "prejoin.at_once": "Nächstes Mal sofort beitreten",
  "prejoin.at_once_hint":
    "Ohne diese Vorschau, mit Kamera und Mikrofon, wie du sie zuletzt gelassen hast.",
  "prejoin.guarded": "Der Host lässt Leute einzeln herein.",
  "prejoin.nobody_inside": "Noch niemand ist da",
  "prejoin.inside": "{count, plural, one {{names} ist da} other {{names} sind da}}",
  "prejoin.joining": "Du trittst bei…",
  "prejoin.slow":
    "Das dauert länger als sonst. Der Rechner des Hosts ist vielleicht ausgelastet, im Ruhezustand oder offline.",

  "prejoin.microphone_level": "Mikrofonpegel",
  "prejoin.unheard":
    "Wir hören dich nicht. Sag etwas; bleibt das so, wähle ein anderes Mikrofon oder schalte es am Gerät ein.",
  "prejoin.speaker_test": "Lautsprecher testen",
  "prejoin.speaker_level": "Lautsprecherpegel",
  "prejoin.speaker_playing":
    "Drei Töne werden abgespielt. Nichts zu hören? Wähle einen anderen Lautsprecher.",
  "prejoin.speaker_failed": "Dieser Lautsprecher geht nicht. Wähle einen anderen.",
  "prejoin.blur": "Hintergrund unscharf",
  "prejoin.blur_failed":
    "Dein Hintergrund ließ sich nicht unscharf machen, darum bleibt deine Kamera im Anruf aus. Schalte die Unschärfe aus, um so gesehen zu werden, wie du bist.",
  "prejoin.blur_slow":
    "Die Unschärfe geht, aber langsam: Dieser Browser nutzt keine Grafikbeschleunigung. Schalte sie aus, wenn alles langsam wird.",
  "prejoin.blur_unable": "Dieser Browser kann deinen Hintergrund nicht unscharf machen.",
  "prejoin.camera_instead":
    "Die gewählte Kamera ist nicht da, darum dient eine andere. Schließe sie an, dann wird sie wieder genommen.",
  "prejoin.microphone_instead":
    "Das gewählte Mikrofon ist nicht da, darum dient ein anderes. Schließe es an, dann wird es wieder genommen.",
  "prejoin.speaker_instead":
    "Der gewählte Lautsprecher ist nicht da, darum dient ein anderer. Schließe ihn an, dann wird er wieder genommen.",
  "prejoin.allow_chromium":
    "So erlaubst du es: Drücke auf das Symbol neben der Adresse und schalte Kamera und Mikrofon ein.",
  "prejoin.allow_firefox":
    "So erlaubst du es: Drücke auf das durchgestrichene Kamera- oder Mikrofonsymbol neben der Adresse und hebe die Sperre auf.",
  "prejoin.allow_safari":
    "So erlaubst du es: Öffne das Safari-Menü, dann „Einstellungen für diese Website“, und erlaube Kamera und Mikrofon.",

  "prejoin.camera_insecure":
    "Browser geben einer Seite die Kamera nur über eine sichere Verbindung frei. Bitte den Host um einen Link, der mit https beginnt; du kannst auch ohne Kamera beitreten.",
  "prejoin.why_insecure": "Was lässt sich tun?",
  "prejoin.camera_denied":
    "Diese Seite darf deine Kamera nicht nutzen. Erlaube es in der Adresszeile und drücke dann noch einmal auf Kamera; du kannst auch ohne sie beitreten.",
  "prejoin.camera_denied_by_system":
    "Dein System gibt diesem Browser die Kamera nicht frei. Erlaube es in den Datenschutzeinstellungen des Systems; du kannst auch ohne sie beitreten.",
  "prejoin.camera_missing": "Keine Kamera gefunden. Schließe eine an oder tritt ohne bei.",
  "prejoin.camera_busy":
    "Deine Kamera wird von einem anderen Programm benutzt. Beende es dort oder wähle eine andere.",
  "prejoin.camera_unplugged":
    "Deine Kamera wurde abgezogen. Schließe sie wieder an oder wähle eine andere.",
  "prejoin.camera_failed":
    "Deine Kamera ist nicht gestartet. Versuche es noch einmal, wähle eine andere oder tritt ohne bei.",
  "prejoin.microphone_insecure":
    "Browser geben einer Seite das Mikrofon nur über eine sichere Verbindung frei. Bitte den Host um einen Link, der mit https beginnt; du kannst auch ohne Mikrofon beitreten.",
  "prejoin.microphone_denied":
    "Diese Seite darf dein Mikrofon nicht nutzen. Erlaube es in der Adresszeile und drücke dann noch einmal auf Mikrofon; du kannst auch ohne es beitreten.",
  "prejoin.microphone_denied_by_system":
    "Dein System gibt diesem Browser das Mikrofon nicht frei. Erlaube es in den Datenschutzeinstellungen des Systems; du kannst auch ohne es beitreten.",
  "prejoin.microphone_missing": "Kein Mikrofon gefunden. Schließe eines an oder tritt ohne bei.",
  "prejoin.microphone_busy":
    "Dein Mikrofon wird von einem anderen Programm benutzt. Beende es dort oder wähle ein anderes.",
  "prejoin.microphone_unplugged":
    "Dein Mikrofon wurde abgezogen. Schließe es wieder an oder wähle ein anderes.",
  "prejoin.microphone_failed":
    "Dein Mikrofon ist nicht gestartet. Versuche es noch einmal, wähle ein anderes oder tritt ohne bei.",
  "prejoin.both_insecure":
    "Browser geben einer Seite Kamera und Mikrofon nur über eine sichere Verbindung frei. Bitte den Host um einen Link, der mit https beginnt; du kannst beitreten, um zuzusehen und zuzuhören.",
  "prejoin.both_denied":
    "Diese Seite darf Kamera und Mikrofon nicht nutzen. Erlaube es in der Adresszeile und drücke dann noch einmal auf Kamera oder Mikrofon; du kannst auch ohne sie beitreten.",
  "prejoin.both_denied_by_system":
    "Dein System gibt diesem Browser Kamera und Mikrofon nicht frei. Erlaube es in den Datenschutzeinstellungen des Systems; du kannst auch ohne sie beitreten.",
  "prejoin.both_missing":
    "Weder Kamera noch Mikrofon gefunden. Schließe sie an oder tritt bei, um zuzusehen und zuzuhören.",
} satisfies Translation<"prejoin">;
