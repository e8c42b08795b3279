/** Reachable on the network, and handing the link over: what the host reads, and what guests are sent. */
export default {
  "sharing.panel": "Sharing",
  "sharing.title": "Share on this network",
  "sharing.hint":
    "Guests on the same Wi-Fi or cable can open your links. Off: links work on this computer only.",
  "sharing.reading": "Looking at your networks…",
  "sharing.starting": "Your addresses are being opened…",
  "sharing.failed": "Sharing could not begin.",
  "sharing.no_network":
    "This computer is on no network. Join a Wi-Fi or plug in a cable: sharing then begins by itself.",
  "sharing.not_this_one": "This meeting is not shared.",

  "sharing.scope": "Which meetings",
  "sharing.scope_all": "All meetings",
  "sharing.scope_chosen": "Only those I choose",
  "sharing.scope_hint":
    "Choose under Invite or in the settings of each meeting. On the network, the others can’t be found.",
  "sharing.this_one": "Share this meeting on the network",
  "sharing.this_one_hint": "Off: its link works on this computer only.",

  "sharing.addresses": "Addresses",
  "sharing.kind_wired": "Cable",
  "sharing.kind_wireless": "Wi-Fi",
  "sharing.kind_vpn": "VPN",
  "sharing.kind_container": "Containers",
  "sharing.kind_other": "Other network",
  "sharing.address_preferred": "Open. Links begin with it.",
  "sharing.address_open": "Open.",
  "sharing.address_failed": "It could not be opened.",
  "sharing.address_vpn": "Left out: only computers in that VPN reach it.",
  "sharing.address_container": "Left out: only programs on this computer reach it.",
  "sharing.address_unused": "Left out.",
  "sharing.address_opening": "Being opened…",
  "sharing.address_ready": "Opens when you share.",
  "sharing.prefer": "Use in links",

  "sharing.certificate": "Certificate",
  "sharing.certificate_ours":
    "Confab made it on this computer and renews it; this one is good until {until}. Browsers don’t know it, so they warn each guest the first time.",
  "sharing.certificate_own":
    "Your own, for {names}, good until {until}. Browsers that know who issued it don’t warn.",
  "sharing.words": "In words",
  "sharing.fingerprint": "Fingerprint (SHA-256)",
  "sharing.words_hint":
    "Invitations name both. A careful guest compares the fingerprint with the one that the browser shows among the certificate’s details.",

  "sharing.where": "What works from where",
  "sharing.where_computer": "This computer",
  "sharing.where_computer_words": "Join in this window, and every link.",
  "sharing.where_network": "This network",
  "sharing.where_network_off": "Nothing, while sharing is off.",
  "sharing.where_network_on":
    "Links that begin with {base}. Chrome, Edge and Firefox ask once. Guest Wi-Fi often keeps devices apart; then nothing gets through.",
  "sharing.where_network_own":
    "Links that begin with {base}, without a warning. Guest Wi-Fi often keeps devices apart; then nothing gets through.",
  "sharing.where_network_none": "Nothing at the moment.",
  "sharing.where_iphone": "iPhone and iPad",
  "sharing.where_iphone_words":
    "Safari may refuse the call even after its warning. The page then offers two steps that help; a certificate of your own makes them needless.",
  "sharing.where_iphone_own": "As every other browser, with your own certificate.",
  "sharing.where_away": "Anywhere else",
  "sharing.where_away_words":
    "Not by itself. It takes a VPN that everybody is in, or a reverse proxy with an address of its own (see Settings).",

  "sharing.reach_computer": "Works on this computer only.",
  "sharing.reach_network": "Works on this network.",
  "sharing.reach_front_end": "Works wherever {host} can be reached.",
  "sharing.said": "{done}. {reach}",
  "sharing.open": "Share on this network…",
  "sharing.adjust": "Sharing…",

  "sharing.strip_network": "Server ready · links work on this network",
  "sharing.strip_chosen": "Server ready · links of shared meetings work on this network",
  "sharing.strip_but": "Links work on this network · {trouble}",
  "sharing.strip_starting": "Links work on this computer · sharing begins…",
  "sharing.strip_failed": "Links work on this computer · sharing could not begin",
  "sharing.strip_no_network": "Links work on this computer · no network to share on",

  "sharing.moved": "Your address changed. Links now begin with {base}.",
  "sharing.copy_new": "Copy the new link",
  "sharing.lost":
    "This computer left its network. Until it is back, links work on this computer only.",
  "sharing.back": "This computer is back on its network. Links work there again.",

  "sharing.invite": "Invite",
  "sharing.invite_title": "Invite to “{meeting}”",
  "sharing.copy_invitation": "Copy invitation",
  "sharing.invitation_copied": "Invitation copied",
  "sharing.invitation_not_copied":
    "The invitation could not be copied. Copy the link, or write an e-mail.",
  "sharing.mail": "Write an e-mail",
  "sharing.calendar": "Save for calendars",
  "sharing.saved": "Saved as {place}",
  "sharing.qr": "QR code",
  "sharing.qr_of": "QR code of the link to “{meeting}”",
  "sharing.full": "Full screen",
  "sharing.scan": "Point a phone’s camera at the square, or type the address.",

  "sharing.when": "Time",
  "sharing.not_planned": "No time is set.",
  "sharing.plan": "Set a time",
  "sharing.unplan": "Remove the time",
  "sharing.date": "Begins",
  "sharing.date_missing": "Choose a day and a time.",
  "sharing.date_past": "That time has passed. Choose a later one.",
  "sharing.length": "Takes",
  "sharing.hours": "{count, plural, one {# hour} other {# hours}}",
  "sharing.minutes": "{count, plural, one {# minute} other {# minutes}}",
  "sharing.planned": "{when} · {length}",

  "sharing.first_time": "What guests see the first time",
  "sharing.first_time_words":
    "Their browser does not know this computer’s certificate and asks once. It looks about like this:",
  "sharing.chrome": "Chrome, Edge",
  "sharing.chrome_1": "Press “Advanced”.",
  "sharing.chrome_2": "Press “Proceed to {host} (unsafe)”.",
  "sharing.firefox": "Firefox",
  "sharing.firefox_1": "Press “Advanced…”.",
  "sharing.firefox_2": "Press “Accept the Risk and Continue”.",
  "sharing.safari": "Safari, iPhone",
  "sharing.safari_1": "Tap “Show Details”.",
  "sharing.safari_2": "Tap “visit this website”.",
  "sharing.safari_3": "Confirm with “Visit Website”.",
  "sharing.safari_then": "If the call does not begin then, the page shows two more steps.",
  "sharing.android": "Chrome, Android",
  "sharing.android_1": "Tap “Advanced”.",
  "sharing.android_2": "Tap “Proceed to {host} (unsafe)”.",

  "sharing.invitation_subject": "Invitation: {meeting}",
  "sharing.invitation_title": "You are invited to “{meeting}”.",
  "sharing.invitation_when": "When: {when}",
  "sharing.invitation_open": "Open the link in a browser. There is nothing to install.",
  "sharing.invitation_computer": "For now it works on the host’s own computer only.",
  "sharing.invitation_network":
    "It works on the network (Wi-Fi or cable) that the host’s computer is on.",
  "sharing.invitation_warning":
    "The first time, your browser warns that it does not know the host’s certificate. That is expected.",
  "sharing.invitation_chrome": "Chrome, Edge: “Advanced”, then “Proceed to {host} (unsafe)”.",
  "sharing.invitation_firefox": "Firefox: “Advanced…”, then “Accept the Risk and Continue”.",
  "sharing.invitation_safari":
    "Safari: “Show Details”, “visit this website”, then “Visit Website”.",
  "sharing.invitation_words": "The certificate in words: {words}",
  "sharing.invitation_print":
    "Its SHA-256 fingerprint, which the browser shows among the certificate’s details: {fingerprint}",
} as const;
