/** The window's settings. */
export default {
  "settings.title": "Settings",
  "settings.reading": "Reading the settings…",
  "settings.saved": "Settings saved",
  "settings.restart_needed": "Saved. Ports, links and the server take effect after a restart.",
  "settings.restart_interrupts":
    "{count, plural, one {# person is inside and will be interrupted.} other {# people are inside and will be interrupted.}}",
  "settings.restart": "Restart now",

  "settings.you": "You",
  "settings.links": "Links",
  "settings.server": "Meeting server",
  "settings.keeping": "Keeping",
  "settings.keep_chat": "Chats, in days",
  "settings.keep_chat_hint":
    "Counted from when everybody left. Empty: until the meeting starts anew.",
  "settings.keep_history": "Meetings, in days",
  "settings.keep_history_hint":
    "One that nobody came to for so long is deleted, unless it is planned for later. Empty: never.",
  "settings.days_wrong": "Choose a whole number of days, at least {least}, or leave it empty.",

  "settings.ports": "Ports",
  "settings.ports_hint": "Change one if another program uses it. 0 means any free port.",

  "settings.name": "Your name",
  "settings.name_hint": "Others see it when you join from this window.",
  "settings.appearance": "Appearance",
  "settings.appearance_system": "As the system",
  "settings.appearance_light": "Light",
  "settings.appearance_dark": "Dark",
  "settings.frontend_url": "Front end of your own",
  "settings.frontend_url_hint":
    "What meeting links start with. Leave it empty for Confab’s own guest page.",
  "settings.sharing": "Sharing",
  "settings.share": "Share on this network",
  "settings.share_off": "Off",
  "settings.share_lan": "On",
  "settings.tls_cert": "Certificate of your own",
  "settings.tls_cert_hint":
    "A PEM file with its chain. Leave both empty for the one that Confab makes.",
  "settings.tls_key": "Its key",
  "settings.tls_pair": "A certificate needs its key, and a key its certificate.",
  "settings.trusted_proxies": "Reverse proxies",
  "settings.trusted_proxies_hint":
    "Their addresses or ranges, separated by commas: 10.0.0.2, 192.168.7.0/24. What these say about a guest’s address is believed.",
  "settings.trusted_proxies_wrong": "“{value}” is no address and no range like 192.168.7.0/24.",
  "settings.guest_port": "Guest page",
  "settings.api_port": "API for programs",
  "settings.signal_port": "Signalling",
  "settings.rtc_tcp_port": "Media, TCP",
  "settings.rtc_udp_port": "Media, UDP",
  "settings.livekit_url": "Server address",
  "settings.livekit_url_hint":
    "For example wss://example.livekit.cloud. Leave it empty for the server that comes with Confab.",
  "settings.livekit_api_key": "API key",
  "settings.livekit_api_secret": "API secret",
  "settings.livekit_server": "Server program",
  "settings.livekit_server_hint": "Leave it empty for the one that comes with Confab.",
  "settings.browser": "Browser for calls",
  "settings.browser_hint":
    "Where the window can’t show a call itself. Leave it empty for the first one found.",

  "settings.set": "Set",
  "settings.kept": "One is set and is not shown. Type a new one to replace it.",
  "settings.fixed_by": "Set by {variable} in the environment. Change it there.",
  "settings.fixed": "Set in the environment. Change it there.",

  "settings.name_missing": "Type the name that others will see.",
  "settings.name_long": "Use at most 100 characters.",
  "settings.port_wrong": "Choose a number from 1 to 65535, or 0 for any free port.",
  "settings.port_twice": "“{other}” has this port already. Choose another one.",
  "settings.frontend_url_wrong": "Type an address that starts with http:// or https://.",
  "settings.livekit_url_wrong":
    "Type an address that starts with wss://, ws://, https:// or http://.",
  "settings.livekit_api_key_missing": "A server of your own needs its API key.",
  "settings.livekit_api_secret_missing": "A server of your own needs its API secret.",
} as const;
