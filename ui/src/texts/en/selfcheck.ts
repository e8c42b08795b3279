/** What Confab finds out about itself, for its host. */
export default {
  "selfcheck.begin": "Check everything",
  "selfcheck.running": "Checking…",
  "selfcheck.good": "Everything is as it should be.",
  "selfcheck.found": "{count, plural, one {# thing needs a look.} other {# things need a look.}}",
  "selfcheck.browser": "To try out camera, microphone and media too, open this in a browser:",
  "selfcheck.copy": "Copy report",
  "selfcheck.copied": "Report copied. It holds no secrets.",
  "selfcheck.copy_command": "Copy command",
  "selfcheck.command_copied": "Command copied",
  "selfcheck.not_copied": "That could not be copied: select it and copy it by hand.",
  "selfcheck.remedy": "What helps",

  "selfcheck.state_good": "Good",
  "selfcheck.state_warning": "Take a look",
  "selfcheck.state_failed": "Problem",
  "selfcheck.state_skipped": "Not needed",

  "selfcheck.name_server": "Meeting server",
  "selfcheck.name_database": "Storage",
  "selfcheck.name_clock": "Clock",
  "selfcheck.name_media_udp": "Media over UDP",
  "selfcheck.name_media_tcp": "Media over TCP",
  "selfcheck.name_firewall": "Firewall",

  "selfcheck.server_good": "It runs, and calls work.",
  "selfcheck.server_starting": "It is being started.",
  "selfcheck.server_away": "It has stopped. Confab is bringing it back.",
  "selfcheck.server_failed": "It could not be brought back.",
  "selfcheck.server_remedy":
    "Wait a moment, then check again. If this stays, press Try again or restart Confab.",

  "selfcheck.database_good": "What changes is stored on the disk.",
  "selfcheck.database_failed": "Nothing can be stored.",
  "selfcheck.database_remedy":
    "Make room on the disk, and see to it that Confab’s data directory may be written.",

  "selfcheck.clock_good": "It can be right.",
  "selfcheck.clock_past": "It says a date in the past, so certificates look not valid yet.",
  "selfcheck.clock_set_back": "It was set back since the last meeting was made.",
  "selfcheck.clock_remedy": "Let this computer set its date and time by itself.",

  "selfcheck.door_good": "Answers as it should, after {figure} ms.",
  "selfcheck.door_shut": "Its port is used by another program.",
  "selfcheck.door_shut_remedy": "Stop the other program, or choose another port in the settings.",
  "selfcheck.door_unreachable": "Does not answer, not even to this computer itself.",
  "selfcheck.door_unreachable_remedy":
    "Restart Confab. If that does not help, a security program on this computer is in the way.",
  "selfcheck.door_no_page": "Answers without the guest page.",
  "selfcheck.door_no_page_remedy": "Install Confab again: its guest page is missing.",
  "selfcheck.door_no_api": "Answers, but Confab’s API behind it does not.",
  "selfcheck.door_no_signalling": "Answers, but does not lead to the meeting server.",
  "selfcheck.door_remedy": "Another program answers in Confab’s place. Stop it, or restart Confab.",

  "selfcheck.address_good": "Guests in this network find Confab here.",
  "selfcheck.address_closed": "This address could not be opened.",
  "selfcheck.address_expired": "Its certificate has expired.",
  "selfcheck.address_not_yet": "Its certificate is not valid yet.",
  "selfcheck.address_wrong_name": "Its certificate is for another address.",
  "selfcheck.address_untrusted": "Its certificate is not signed by who it should be.",
  "selfcheck.address_certificate_remedy":
    "Switch sharing off and on again. With a certificate of your own, renew it; and check this computer’s clock.",

  "selfcheck.media_good": "The meeting server listens at port {figure}.",
  "selfcheck.media_deaf": "Nobody listens at port {figure}.",
  "selfcheck.media_deaf_remedy":
    "Restart Confab. If that does not help, choose another port in the settings.",
  "selfcheck.media_elsewhere": "Media goes to the server in your settings, not to this computer.",

  "selfcheck.firewall_not_shared":
    "Nothing is shared with other computers, so nobody has to be let in.",
  "selfcheck.firewall_active": "{subject} is on. Guests get in only where it lets them.",
  "selfcheck.firewall_active_remedy":
    "If guests elsewhere can’t connect, run this once, in a terminal (on Windows: PowerShell as administrator).",
  "selfcheck.firewall_none_found": "None was found that is on.",
  "selfcheck.firewall_none_found_remedy":
    "If guests elsewhere can’t connect all the same, one of these lets them in.",
} as const;
