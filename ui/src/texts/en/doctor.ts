/** The connection doctor: what it looks at, what it found, and what to do about it. */
export default {
  "doctor.running": "Checking. This takes about twenty seconds…",
  "doctor.verdict_good": "Everything works.",
  "doctor.verdict_warning": "You can join. Some things could be better.",
  "doctor.verdict_failed": "Something is in the way.",
  "doctor.again": "Check again",
  "doctor.back": "Back",
  "doctor.copy": "Copy report",
  "doctor.copied": "The report was copied. It holds no secrets.",
  "doctor.copy_failed": "Your browser does not let this page copy. Select the text below.",
  "doctor.report": "Report",
  "doctor.remedy": "What helps",

  "doctor.state_waiting": "Waiting",
  "doctor.state_running": "Checking",
  "doctor.state_good": "Good",
  "doctor.state_warning": "Not ideal",
  "doctor.state_failed": "Problem",
  "doctor.state_skipped": "Not tested",
  "doctor.skipped": "Not tested, because something before it failed.",

  "doctor.name_secure": "Secure page",
  "doctor.name_api": "Confab",
  "doctor.name_signal": "Setting up calls",
  "doctor.name_udp": "Sound and picture over UDP",
  "doctor.name_tcp": "Sound and picture over TCP",
  "doctor.name_turn": "Relay (TURN)",
  "doctor.name_speed": "Speed",
  "doctor.name_clock": "Clock",
  "doctor.name_camera": "Camera",
  "doctor.name_microphone": "Microphone",
  "doctor.name_speaker": "Speaker",

  "doctor.secure_good": "The browser trusts this page with camera and microphone.",
  "doctor.secure_plain":
    "This page came over plain http, so the browser gives it neither camera nor microphone.",
  "doctor.secure_plain_remedy": "Ask the host for the link that starts with https.",

  "doctor.api_good": "It answered after {ms} ms.",
  "doctor.api_slow": "It took {ms} ms to answer.",
  "doctor.api_slow_remedy":
    "Come closer to the Wi-Fi, or use a cable. The host’s computer may be busy, too.",
  "doctor.api_unreachable": "Confab does not answer.",
  "doctor.api_unreachable_remedy":
    "Check that you are online and in the same network as the host, and ask them whether Confab is still running.",
  "doctor.api_refused": "Confab answered that something failed.",
  "doctor.api_refused_remedy":
    "Check again in a moment. If this stays, ask the host to look at Confab’s window.",
  "doctor.api_too_often": "The connection was checked many times from here.",
  "doctor.api_too_often_remedy":
    "{wait, plural, one {Wait a second, then check again.} other {Wait # seconds, then check again.}}",

  "doctor.signal_good": "The line for setting up calls opened after {ms} ms.",
  "doctor.signal_server_away": "The meeting server behind Confab is not running.",
  "doctor.signal_server_away_remedy":
    "It is usually back within seconds: check again. If this stays, ask the host to look at Confab’s window.",
  "doctor.signal_refused": "The meeting server does not let this check in.",
  "doctor.signal_refused_remedy": "Load the page again, then check again.",
  "doctor.signal_blocked":
    "Confab answers, but something on the way blocks the line that calls are set up over (a WebSocket).",
  "doctor.signal_blocked_remedy":
    "A proxy, a virus scanner or a browser extension does that. Switch it off for this page, or try another browser or network.",
  "doctor.signal_untrusted":
    "This browser opened the page, but does not trust its certificate for calls.",
  "doctor.signal_untrusted_remedy":
    "Install the host’s certificate on this device, or use Chrome, Edge or Firefox on a computer.",

  "doctor.udp_good": "Gets through: {ms} ms there and back, {loss} lost, {speed} Mbit/s.",
  "doctor.udp_blocked": "UDP is blocked between you and the host’s computer.",
  "doctor.udp_blocked_remedy":
    "Ask the host to let UDP {port} through their firewall: Confab’s window shows the exact command. Or try another network.",

  "doctor.tcp_good": "Gets through as well: {ms} ms there and back, {speed} Mbit/s.",
  "doctor.tcp_carries":
    "Calls go over TCP, with more delay: {ms} ms there and back, {speed} Mbit/s.",
  "doctor.tcp_blocked": "TCP is blocked between you and the host’s computer.",
  "doctor.tcp_blocked_remedy":
    "Ask the host to let TCP {port} through their firewall: Confab’s window shows the exact command. Calls need it only where UDP is blocked.",

  "doctor.way_poor": "Gets through, but badly: {ms} ms there and back, {loss} lost.",
  "doctor.way_poor_remedy":
    "Come closer to the Wi-Fi, or use a cable; stop downloads in your network.",
  "doctor.way_nothing": "Connected, but nothing that was sent arrived.",
  "doctor.way_nothing_remedy": "Check again. If this stays, try another network.",

  "doctor.turn_good": "The relay answers: {ms} ms there and back.",
  "doctor.turn_none": "None is set up. In one network none is needed.",
  "doctor.turn_blocked": "The relay can’t be reached.",
  "doctor.turn_blocked_remedy":
    "Ask whoever runs the meeting server. It is needed only where UDP and TCP are blocked.",

  "doctor.speed_good": "{speed} Mbit/s to the host’s computer and back: enough for sharp pictures.",
  "doctor.speed_slow":
    "Only {speed} Mbit/s to the host’s computer and back: pictures will be blurred.",
  "doctor.speed_slow_remedy":
    "Come closer to the Wi-Fi, or use a cable; stop downloads; or join without your camera.",
  "doctor.speed_busy": "This computer was too busy to send more than {speed} Mbit/s.",
  "doctor.speed_busy_remedy": "Close other programs and tabs.",

  "doctor.clock_good": "It agrees with the host’s to {seconds} s.",
  "doctor.clock_ahead":
    "It is {seconds} s ahead of the host’s, so certificates and times can look wrong.",
  "doctor.clock_behind":
    "It is {seconds} s behind the host’s, so certificates and times can look wrong.",
  "doctor.clock_remedy":
    "Let this device set its date and time by itself. If it already does, ask the host to look at theirs.",

  "doctor.camera_good": "{device}: {width} × {height}.",
  "doctor.microphone_good": "{device}: something is heard.",
  "doctor.microphone_silent": "{device}: nothing is heard at all.",
  "doctor.microphone_silent_remedy":
    "Switch it on at its side or with its key, or choose another one under Devices.",
  "doctor.speaker_good": "{device}: ready. Press Test speaker to hear it.",
  "doctor.speaker_blocked": "The browser keeps sound back until you press something.",
  "doctor.speaker_blocked_remedy": "Press Test speaker.",
  "doctor.speaker_missing": "No speaker was found.",
  "doctor.speaker_missing_remedy": "Plug in a speaker or headphones, then check again.",
} as const;
