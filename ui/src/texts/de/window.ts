import type { Translation } from "../index.ts";

export default {
  "window.new_meeting": "Neues Meeting",
  "window.meetings": "Meetings",
  "window.all_meetings": "Alle Meetings",
  "window.meeting": "Meeting",
  "window.live": "Läuft",
  "window.earlier": "Früher",
  "window.search": "Meetings suchen",
  "window.search_hint": "Nach Titel oder Code suchen",
  "window.reading": "Deine Meetings werden gelesen…",

  "window.empty": "Hier erscheinen deine Meetings",
  "window.empty_words":
    "Ein Druck legt ein Meeting an und kopiert seinen Link. Wer den Link im Browser öffnet, kann beitreten, ohne etwas zu installieren.",
  "window.not_found": "Kein Meeting hat „{query}“ im Titel oder Code.",
  "window.show_all": "Alle zeigen",
  "window.slow": "Das dauert länger als sonst",
  "window.slow_server":
    "Der Meeting-Server startet meist in wenigen Sekunden. Confab sagt es hier, wenn das misslingt; bis dahin kannst du dir seine Einstellungen ansehen.",
  "window.slow_list":
    "Deine Meetings sollten längst hier sein. Vielleicht hilft es, Confab neu zu starten.",

  "window.waiting": "{count, plural, one {# wartet} other {# warten}}",
  "window.nobody_inside": "Niemand da",
  "window.inside": "{count, plural, one {# da} other {# da}}",
  "window.more": "{count, plural, one {# weitere Person} other {# weitere}}",
  "window.today": "heute",
  "window.yesterday": "gestern",
  "window.day_and_time": "{day}, {time}",
  "window.created": "Angelegt {day}, {time}",
  "window.joined": "seit {when}",
  "window.since": "seit {when}",

  "window.copy_link": "Link kopieren",
  "window.link_copied": "Link kopiert",
  "window.link_not_copied":
    "Der Link ließ sich nicht kopieren: Markiere ihn und kopiere ihn von Hand.",
  "window.made": "Meeting angelegt, Link kopiert",
  "window.made_not_copied":
    "Meeting angelegt. Der Link ließ sich nicht kopieren: Markiere ihn und kopiere ihn von Hand.",
  "window.undo": "Rückgängig",
  "window.undone": "Das neue Meeting wurde zurückgenommen.",
  "window.undo_too_late": "Es ist schon jemand beigetreten, darum bleibt das Meeting.",
  "window.opens_in_browser": "Der Anruf öffnet sich in deinem Browser.",
  "window.opening_call": "Der Anruf wird geöffnet …",
  "window.opened_instead": "{failed} ist nicht gestartet. Der Anruf wurde in {browser} geöffnet.",
  "window.opened_instead_default":
    "{failed} ist nicht gestartet. Der Anruf wurde in deinem Standardbrowser geöffnet.",
  "window.call_is_open": "Du bist schon in diesem Anruf, in einem anderen Browserfenster.",
  "window.move_call": "In ein neues Fenster holen",

  "window.back": "Zurück",
  "window.title": "Titel",
  "window.rename": "Umbenennen",
  "window.give_title": "Titel geben",
  "window.link": "Link",
  "window.link_later": "Der Link erscheint, sobald er zur Gästeseite führt.",
  "window.most": "Höchstzahl gleichzeitig",
  "window.room_for": "Platz für {count, plural, one {# Person} other {# Personen}}",
  "window.change": "Ändern",
  "window.limit_wrong": "Wähle eine Zahl von 1 bis 1000.",

  "window.delete_title": "„{meeting}“ löschen?",
  "window.delete_nobody": "Niemand ist da. Der Link gilt danach nie wieder.",
  "window.delete_people":
    "{count, plural, one {# Person ist da und wird getrennt. Der Link gilt danach nie wieder.} other {# Personen sind da und werden getrennt. Der Link gilt danach nie wieder.}}",
  "window.deleted": "„{meeting}“ ist gelöscht",

  "window.close_title":
    "{count, plural, one {# Person ist in „{meeting}“} other {# Personen sind in „{meeting}“}}",
  "window.close_title_several":
    "{count, plural, one {# Person ist} other {# Personen sind}} in {meetings, plural, one {# Meeting} other {# Meetings}}",
  "window.close_words":
    "Das Meeting läuft auf diesem Computer. Wenn Confab beendet wird, endet es für alle.",
  "window.close_words_several":
    "Die Meetings laufen auf diesem Computer. Wenn Confab beendet wird, enden sie für alle.",
  "window.close_keep": "Weiterlaufen lassen",
  "window.close_end": "Für alle beenden",

  "window.confused": "Confab hat keine sinnvolle Antwort gegeben. Versuche es noch einmal.",
  "window.failed": "Etwas ist schiefgegangen. Versuche es noch einmal.",

  "window.how_things_are": "Wie es steht",
  "window.could_not_start": "Confab konnte nicht starten",
  "window.unknown_reason": "Der Grund ist nicht bekannt. Vielleicht hilft ein neuer Versuch.",
  "window.starting_server": "Der Meeting-Server startet…",
  "window.see_what_to_do": "Was tun?",
  "window.see_why": "Warum?",
  "window.server_not_running": "Server läuft nicht",
  "window.interrupted": "Keine Live-Aktualisierung. Verbindung wird wiederhergestellt…",
  "window.server_away": "Server weg, kommt von selbst zurück…",
  "window.no_links_yet": "Links gehen noch nicht",
  "window.ready": "Server bereit · Links gelten auf diesem Rechner",
  "window.ready_but": "Links gelten auf diesem Rechner · {trouble}",
  "window.but_guest": "die Gästeseite ist geschlossen",
  "window.but_local": "deine eigenen Programme erreichen Confab nicht",
  "window.but_signal": "deine eigene Oberfläche kann keine Anrufe beginnen",

  "window.still_starting": "Confab startet noch.",
  "window.did_not_start": "Confab konnte nicht starten.",
  "window.guest_page_closed": "Die Gästeseite ist nicht offen, Links würden ins Leere führen.",
  "window.why_not_running": "Der Meeting-Server läuft nicht.",
  "window.why_away": "Der Meeting-Server ist weg. Er kommt von selbst zurück.",
  "window.why_starting": "Der Meeting-Server startet noch.",

  "window.door_guest": "Gästeseite",
  "window.door_local": "API für deine Programme",
  "window.door_signal": "Signalisierung für deine Oberfläche",
  "window.door_guest_for": "Hier öffnen Gäste ihre Links.",
  "window.door_local_for": "Hier legen Skripte und Oberflächen auf diesem Rechner Meetings an.",
  "window.door_signal_for": "Hier verbinden Oberflächen auf diesem Rechner ihre Anrufe.",
  "window.door_guest_cure":
    "Wähle in den Einstellungen einen anderen Port für die Gästeseite, oder nenne dort deine eigene Oberfläche, wenn sie es ist, die dort läuft. Versuche es dann noch einmal.",
  "window.door_local_cure":
    "Wähle in den Einstellungen einen anderen Port für die API. Versuche es dann noch einmal.",
  "window.door_signal_cure":
    "Wähle in den Einstellungen einen anderen Port für die Signalisierung. Versuche es dann noch einmal.",
  "window.door_open": "Offen",
  "window.door_failed": "Nicht offen",
  "window.door_failed_words": "Diese Tür ließ sich nicht öffnen.",
  "window.door_closed": "Geschlossen",
  "window.door_closed_words": "Wird im Moment nicht gebraucht.",

  "window.server": "Meeting-Server",
  "window.server_ready": "Bereit",
  "window.server_ready_words": "Anrufe können jederzeit beginnen.",
  "window.server_gone": "Weg",
  "window.server_gone_words": "Der Server antwortet nicht mehr. Confab holt ihn zurück.",
  "window.server_gone_cure":
    "Du musst nichts tun: Wer in einem Anruf ist, wird von selbst wieder verbunden.",
  "window.server_failed": "Läuft nicht",
  "window.server_failed_words": "Der Server ließ sich nicht starten.",
  "window.server_failed_cure":
    "Versuche es noch einmal. Hilft das nicht, sieh dir in den Einstellungen den Meeting-Server an.",
  "window.server_starting": "Startet",
  "window.server_starting_words": "Der Server macht sich bereit.",
} satisfies Translation<"window">;
