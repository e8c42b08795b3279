import type { Translation } from "../index.ts";

export default {
  "selfcheck.begin": "Alles prüfen",
  "selfcheck.running": "Wird geprüft …",
  "selfcheck.good": "Alles ist, wie es sein soll.",
  "selfcheck.found":
    "{count, plural, one {# Punkt braucht einen Blick.} other {# Punkte brauchen einen Blick.}}",
  "selfcheck.browser":
    "Um auch Kamera, Mikrofon und Übertragung zu prüfen, öffne dies in einem Browser:",
  "selfcheck.copy": "Bericht kopieren",
  "selfcheck.copied": "Bericht kopiert. Er enthält keine Geheimnisse.",
  "selfcheck.copy_command": "Befehl kopieren",
  "selfcheck.command_copied": "Befehl kopiert",
  "selfcheck.not_copied": "Das ließ sich nicht kopieren: Markiere es und kopiere es von Hand.",
  "selfcheck.remedy": "Was hilft",
  "selfcheck.state_good": "Gut",
  "selfcheck.state_warning": "Sieh nach",
  "selfcheck.state_failed": "Problem",
  "selfcheck.state_skipped": "Nicht nötig",
  "selfcheck.name_server": "Meeting-Server",
  "selfcheck.name_database": "Speicher",
  "selfcheck.name_clock": "Uhr",
  "selfcheck.name_media_udp": "Übertragung über UDP",
  "selfcheck.name_media_tcp": "Übertragung über TCP",
  "selfcheck.name_firewall": "Firewall",
  "selfcheck.server_good": "Er läuft, und Anrufe gehen.",
  "selfcheck.server_starting": "Er wird gestartet.",
  "selfcheck.server_away": "Er ist stehen geblieben. Confab holt ihn zurück.",
  "selfcheck.server_failed": "Er ließ sich nicht zurückholen.",
  "selfcheck.server_remedy":
    "Warte einen Moment und prüfe noch einmal. Wenn es so bleibt, drücke auf „Noch einmal versuchen“ oder starte Confab neu.",
  "selfcheck.database_good": "Was sich ändert, wird auf der Festplatte gespeichert.",
  "selfcheck.database_failed": "Es lässt sich nichts speichern.",
  "selfcheck.database_remedy":
    "Schaffe Platz auf der Festplatte und sorge dafür, dass das Datenverzeichnis von Confab beschreibbar ist.",
  "selfcheck.clock_good": "Sie kann stimmen.",
  "selfcheck.clock_past":
    "Sie zeigt ein vergangenes Datum; Zertifikate wirken deshalb noch nicht gültig.",
  "selfcheck.clock_set_back": "Sie wurde zurückgestellt, seit das letzte Meeting erstellt wurde.",
  "selfcheck.clock_remedy": "Lass diesen Computer Datum und Uhrzeit selbst stellen.",
  "selfcheck.door_good": "Antwortet, wie es soll, nach {figure} ms.",
  "selfcheck.door_shut": "Der Port wird von einem anderen Programm benutzt.",
  "selfcheck.door_shut_remedy":
    "Beende das andere Programm oder wähle in den Einstellungen einen anderen Port.",
  "selfcheck.door_unreachable": "Antwortet nicht, nicht einmal diesem Computer selbst.",
  "selfcheck.door_unreachable_remedy":
    "Starte Confab neu. Wenn das nicht hilft, ist ein Schutzprogramm auf diesem Computer im Weg.",
  "selfcheck.door_no_page": "Antwortet ohne die Gästeseite.",
  "selfcheck.door_no_page_remedy": "Installiere Confab neu: Die Gästeseite fehlt.",
  "selfcheck.door_no_api": "Antwortet, aber die API von Confab dahinter nicht.",
  "selfcheck.door_no_signalling": "Antwortet, führt aber nicht zum Meeting-Server.",
  "selfcheck.door_remedy":
    "Ein anderes Programm antwortet an Confabs Stelle. Beende es oder starte Confab neu.",
  "selfcheck.address_good": "Gäste in diesem Netz finden Confab hier.",
  "selfcheck.address_closed": "Diese Adresse ließ sich nicht öffnen.",
  "selfcheck.address_expired": "Ihr Zertifikat ist abgelaufen.",
  "selfcheck.address_not_yet": "Ihr Zertifikat ist noch nicht gültig.",
  "selfcheck.address_wrong_name": "Ihr Zertifikat ist für eine andere Adresse.",
  "selfcheck.address_untrusted":
    "Ihr Zertifikat ist nicht von der richtigen Stelle unterschrieben.",
  "selfcheck.address_certificate_remedy":
    "Schalte das Teilen aus und wieder ein. Ein eigenes Zertifikat musst du erneuern; sieh auch nach der Uhr dieses Computers.",
  "selfcheck.media_good": "Der Meeting-Server hört auf Port {figure}.",
  "selfcheck.media_deaf": "Niemand hört auf Port {figure}.",
  "selfcheck.media_deaf_remedy":
    "Starte Confab neu. Wenn das nicht hilft, wähle in den Einstellungen einen anderen Port.",
  "selfcheck.media_elsewhere":
    "Die Übertragung geht zum Server aus deinen Einstellungen, nicht zu diesem Computer.",
  "selfcheck.firewall_not_shared":
    "Mit anderen Computern wird nichts geteilt, also muss niemand hereingelassen werden.",
  "selfcheck.firewall_active":
    "{subject} ist eingeschaltet. Gäste kommen nur herein, wo sie es erlaubt.",
  "selfcheck.firewall_active_remedy":
    "Wenn Gäste von anderswo sich nicht verbinden können, führe dies einmal in einem Terminal aus (unter Windows: PowerShell als Administrator).",
  "selfcheck.firewall_none_found": "Keine gefunden, die eingeschaltet ist.",
  "selfcheck.firewall_none_found_remedy":
    "Wenn Gäste von anderswo sich trotzdem nicht verbinden können, lässt einer dieser Befehle sie herein.",
} satisfies Translation<"selfcheck">;
