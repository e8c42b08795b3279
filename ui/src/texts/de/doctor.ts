import type { Translation } from "../index.ts";

export default {
  "doctor.running": "Wird geprüft. Das dauert etwa zwanzig Sekunden …",
  "doctor.verdict_good": "Alles funktioniert.",
  "doctor.verdict_warning": "Du kannst beitreten. Manches könnte besser sein.",
  "doctor.verdict_failed": "Etwas ist im Weg.",
  "doctor.again": "Noch einmal prüfen",
  "doctor.back": "Zurück",
  "doctor.copy": "Bericht kopieren",
  "doctor.copied": "Der Bericht wurde kopiert. Er enthält keine Geheimnisse.",
  "doctor.copy_failed":
    "Dein Browser lässt diese Seite nicht kopieren. Markiere den Text darunter.",
  "doctor.report": "Bericht",
  "doctor.remedy": "Was hilft",
  "doctor.state_waiting": "Wartet",
  "doctor.state_running": "Wird geprüft",
  "doctor.state_good": "Gut",
  "doctor.state_warning": "Nicht ideal",
  "doctor.state_failed": "Problem",
  "doctor.state_skipped": "Nicht geprüft",
  "doctor.skipped": "Nicht geprüft, weil etwas davor nicht gelang.",
  "doctor.name_secure": "Sichere Seite",
  "doctor.name_api": "Confab",
  "doctor.name_signal": "Anrufaufbau",
  "doctor.name_udp": "Ton und Bild über UDP",
  "doctor.name_tcp": "Ton und Bild über TCP",
  "doctor.name_turn": "Relais (TURN)",
  "doctor.name_speed": "Geschwindigkeit",
  "doctor.name_clock": "Uhr",
  "doctor.name_camera": "Kamera",
  "doctor.name_microphone": "Mikrofon",
  "doctor.name_speaker": "Lautsprecher",
  "doctor.secure_good": "Der Browser vertraut dieser Seite Kamera und Mikrofon an.",
  "doctor.secure_plain":
    "Diese Seite kam über einfaches http, deshalb gibt ihr der Browser weder Kamera noch Mikrofon.",
  "doctor.secure_plain_remedy": "Bitte den Host um den Link, der mit https beginnt.",
  "doctor.api_good": "Es hat nach {ms} ms geantwortet.",
  "doctor.api_slow": "Es hat erst nach {ms} ms geantwortet.",
  "doctor.api_slow_remedy":
    "Geh näher ans WLAN oder nimm ein Kabel. Vielleicht ist auch der Rechner des Hosts ausgelastet.",
  "doctor.api_unreachable": "Confab antwortet nicht.",
  "doctor.api_unreachable_remedy":
    "Prüfe, ob du online und im selben Netz wie der Host bist, und frage ihn, ob Confab noch läuft.",
  "doctor.api_refused": "Confab hat einen Fehler gemeldet.",
  "doctor.api_refused_remedy":
    "Prüfe gleich noch einmal. Wenn es so bleibt, bitte den Host, in das Fenster von Confab zu schauen.",
  "doctor.api_too_often": "Von hier wurde die Verbindung sehr oft geprüft.",
  "doctor.api_too_often_remedy":
    "{wait, plural, one {Warte eine Sekunde und prüfe dann noch einmal.} other {Warte # Sekunden und prüfe dann noch einmal.}}",
  "doctor.signal_good": "Die Leitung für den Anrufaufbau stand nach {ms} ms.",
  "doctor.signal_server_away": "Der Meeting-Server hinter Confab läuft nicht.",
  "doctor.signal_server_away_remedy":
    "Meist ist er nach Sekunden zurück: Prüfe noch einmal. Wenn es so bleibt, bitte den Host, in das Fenster von Confab zu schauen.",
  "doctor.signal_refused": "Der Meeting-Server lässt diese Prüfung nicht zu.",
  "doctor.signal_refused_remedy": "Lade die Seite neu und prüfe noch einmal.",
  "doctor.signal_blocked":
    "Confab antwortet, aber etwas auf dem Weg sperrt die Leitung, über die Anrufe aufgebaut werden (einen WebSocket).",
  "doctor.signal_blocked_remedy":
    "Das tut ein Proxy, ein Virenscanner oder eine Browser-Erweiterung. Schalte es für diese Seite ab oder nimm einen anderen Browser oder ein anderes Netz.",
  "doctor.signal_untrusted":
    "Dieser Browser hat die Seite geöffnet, traut ihrem Zertifikat aber nicht für Anrufe.",
  "doctor.signal_untrusted_remedy":
    "Installiere das Zertifikat des Hosts auf diesem Gerät oder nimm Chrome, Edge oder Firefox auf einem Computer.",
  "doctor.udp_good": "Kommt durch: {ms} ms hin und zurück, {loss} verloren, {speed} Mbit/s.",
  "doctor.udp_blocked": "UDP ist zwischen dir und dem Rechner des Hosts gesperrt.",
  "doctor.udp_blocked_remedy":
    "Bitte den Host, UDP {port} durch seine Firewall zu lassen: Das Fenster von Confab zeigt den genauen Befehl. Oder nimm ein anderes Netz.",
  "doctor.tcp_good": "Kommt auch durch: {ms} ms hin und zurück, {speed} Mbit/s.",
  "doctor.tcp_carries":
    "Anrufe gehen über TCP, mit mehr Verzögerung: {ms} ms hin und zurück, {speed} Mbit/s.",
  "doctor.tcp_blocked": "TCP ist zwischen dir und dem Rechner des Hosts gesperrt.",
  "doctor.tcp_blocked_remedy":
    "Bitte den Host, TCP {port} durch seine Firewall zu lassen: Das Fenster von Confab zeigt den genauen Befehl. Anrufe brauchen es nur, wo UDP gesperrt ist.",
  "doctor.way_poor": "Kommt durch, aber schlecht: {ms} ms hin und zurück, {loss} verloren.",
  "doctor.way_poor_remedy":
    "Geh näher ans WLAN oder nimm ein Kabel; stoppe Downloads in deinem Netz.",
  "doctor.way_nothing": "Verbunden, aber nichts vom Gesendeten kam an.",
  "doctor.way_nothing_remedy": "Prüfe noch einmal. Wenn es so bleibt, nimm ein anderes Netz.",
  "doctor.turn_good": "Das Relais antwortet: {ms} ms hin und zurück.",
  "doctor.turn_none": "Keines eingerichtet. In einem gemeinsamen Netz braucht es keines.",
  "doctor.turn_blocked": "Das Relais ist nicht erreichbar.",
  "doctor.turn_blocked_remedy":
    "Frage, wer den Meeting-Server betreibt. Es wird nur gebraucht, wo UDP und TCP gesperrt sind.",
  "doctor.speed_good": "{speed} Mbit/s zum Rechner des Hosts und zurück: genug für scharfe Bilder.",
  "doctor.speed_slow":
    "Nur {speed} Mbit/s zum Rechner des Hosts und zurück: Bilder werden unscharf.",
  "doctor.speed_slow_remedy":
    "Geh näher ans WLAN oder nimm ein Kabel; stoppe Downloads; oder tritt ohne Kamera bei.",
  "doctor.speed_busy": "Dieser Computer war zu beschäftigt, um mehr als {speed} Mbit/s zu senden.",
  "doctor.speed_busy_remedy": "Schließe andere Programme und Tabs.",
  "doctor.clock_good": "Sie stimmt mit der des Hosts auf {seconds} s überein.",
  "doctor.clock_ahead":
    "Sie geht {seconds} s vor gegenüber der des Hosts; Zertifikate und Zeiten können deshalb falsch wirken.",
  "doctor.clock_behind":
    "Sie geht {seconds} s nach gegenüber der des Hosts; Zertifikate und Zeiten können deshalb falsch wirken.",
  "doctor.clock_remedy":
    "Lass dieses Gerät Datum und Uhrzeit selbst stellen. Wenn es das schon tut, bitte den Host, nach seiner Uhr zu sehen.",
  "doctor.camera_good": "{device}: {width} × {height}.",
  "doctor.microphone_good": "{device}: Es ist etwas zu hören.",
  "doctor.microphone_silent": "{device}: Es ist gar nichts zu hören.",
  "doctor.microphone_silent_remedy":
    "Schalte es an seiner Seite oder mit seiner Taste ein oder wähle unter Geräte ein anderes.",
  "doctor.speaker_good": "{device}: bereit. Drücke auf „Lautsprecher testen“, um ihn zu hören.",
  "doctor.speaker_blocked": "Der Browser hält den Ton zurück, bis du etwas drückst.",
  "doctor.speaker_blocked_remedy": "Drücke auf „Lautsprecher testen“.",
  "doctor.speaker_missing": "Kein Lautsprecher gefunden.",
  "doctor.speaker_missing_remedy": "Schließe Lautsprecher oder Kopfhörer an und prüfe noch einmal.",
} satisfies Translation<"doctor">;
