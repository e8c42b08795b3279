import type { Translation } from "../index.ts";

export default {
  "settings.title": "Einstellungen",
  "settings.reading": "Die Einstellungen werden gelesen…",
  "settings.saved": "Einstellungen gespeichert",
  "settings.restart_needed": "Gespeichert. Ports, Links und der Server gelten nach einem Neustart.",
  "settings.restart_interrupts":
    "{count, plural, one {# Person ist da und wird unterbrochen.} other {# Personen sind da und werden unterbrochen.}}",
  "settings.restart": "Jetzt neu starten",

  "settings.you": "Du",
  "settings.links": "Links",
  "settings.server": "Meeting-Server",
  "settings.keeping": "Aufbewahren",
  "settings.keep_chat": "Chats, in Tagen",
  "settings.keep_chat_hint":
    "Gezählt ab dem Moment, in dem alle gegangen sind. Leer: bis das Meeting neu beginnt.",
  "settings.keep_history": "Meetings, in Tagen",
  "settings.keep_history_hint":
    "Eins, zu dem so lange niemand gekommen ist, wird gelöscht, es sei denn, es ist für später geplant. Leer: nie.",
  "settings.days_wrong":
    "Wähle eine ganze Zahl von Tagen, mindestens {least}, oder lass das Feld leer.",

  "settings.ports": "Ports",
  "settings.ports_hint":
    "Ändere einen, wenn ein anderes Programm ihn benutzt. 0 steht für irgendeinen freien Port.",

  "settings.name": "Dein Name",
  "settings.name_hint": "So sehen dich andere, wenn du aus diesem Fenster beitrittst.",
  "settings.appearance": "Darstellung",
  "settings.appearance_system": "Wie das System",
  "settings.appearance_light": "Hell",
  "settings.appearance_dark": "Dunkel",
  "settings.frontend_url": "Eigene Oberfläche",
  "settings.frontend_url_hint":
    "Womit Meeting-Links beginnen. Leer lassen für die Gästeseite von Confab.",
  "settings.sharing": "Teilen",
  "settings.share": "In diesem Netz teilen",
  "settings.share_off": "Aus",
  "settings.share_lan": "Ein",
  "settings.tls_cert": "Eigenes Zertifikat",
  "settings.tls_cert_hint":
    "Eine PEM-Datei mit ihrer Kette. Lass beides leer, um das zu verwenden, das Confab macht.",
  "settings.tls_key": "Sein Schlüssel",
  "settings.tls_pair":
    "Ein Zertifikat braucht seinen Schlüssel, und ein Schlüssel sein Zertifikat.",
  "settings.trusted_proxies": "Reverse Proxys",
  "settings.trusted_proxies_hint":
    "Ihre Adressen oder Bereiche, durch Kommas getrennt: 10.0.0.2, 192.168.7.0/24. Was sie über die Adresse eines Gasts sagen, wird geglaubt.",
  "settings.trusted_proxies_wrong":
    "„{value}“ ist weder eine Adresse noch ein Bereich wie 192.168.7.0/24.",
  "settings.guest_port": "Gästeseite",
  "settings.api_port": "API für Programme",
  "settings.signal_port": "Signalisierung",
  "settings.rtc_tcp_port": "Medien, TCP",
  "settings.rtc_udp_port": "Medien, UDP",
  "settings.livekit_url": "Serveradresse",
  "settings.livekit_url_hint":
    "Zum Beispiel wss://example.livekit.cloud. Leer lassen für den Server, der zu Confab gehört.",
  "settings.livekit_api_key": "API-Schlüssel",
  "settings.livekit_api_secret": "API-Geheimnis",
  "settings.livekit_server": "Serverprogramm",
  "settings.livekit_server_hint": "Leer lassen für das, das zu Confab gehört.",
  "settings.browser": "Browser für Anrufe",
  "settings.browser_hint":
    "Wo das Fenster einen Anruf nicht selbst zeigen kann. Leer lassen für den ersten, der gefunden wird.",

  "settings.set": "Gesetzt",
  "settings.kept":
    "Eines ist gesetzt und wird nicht angezeigt. Gib ein neues ein, um es zu ersetzen.",
  "settings.fixed_by": "Durch {variable} in der Umgebung gesetzt. Ändere es dort.",
  "settings.fixed": "In der Umgebung gesetzt. Ändere es dort.",

  "settings.name_missing": "Gib den Namen ein, den andere sehen sollen.",
  "settings.name_long": "Verwende höchstens 100 Zeichen.",
  "settings.port_wrong": "Wähle eine Zahl von 1 bis 65535, oder 0 für irgendeinen freien Port.",
  "settings.port_twice": "„{other}“ hat diesen Port schon. Wähle einen anderen.",
  "settings.frontend_url_wrong": "Gib eine Adresse ein, die mit http:// oder https:// beginnt.",
  "settings.livekit_url_wrong":
    "Gib eine Adresse ein, die mit wss://, ws://, https:// oder http:// beginnt.",
  "settings.livekit_api_key_missing": "Ein eigener Server braucht seinen API-Schlüssel.",
  "settings.livekit_api_secret_missing": "Ein eigener Server braucht sein API-Geheimnis.",
} satisfies Translation<"settings">;
