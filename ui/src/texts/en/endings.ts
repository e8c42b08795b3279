/** Why a call ended, or never began. Headings are names that others rely on. */
export default {
  "endings.rejoin": "Rejoin",
  "endings.other_code": "Enter another code",

  "endings.left": "You left",
  "endings.left_words": "Your camera and microphone are off. You can come back with the same link.",
  "endings.removed": "You were removed",
  "endings.removed_words":
    "The host removed you from this meeting. If that was a mistake, ask them to invite you again.",
  "endings.ended": "The meeting has ended",
  "endings.ended_words":
    "The host ended it, and its link no longer works. You can close this page.",
  "endings.closed": "The meeting has ended",
  "endings.closed_words":
    "The host closed it for everyone. When they open it again, the same link brings you back.",
  "endings.lost": "The connection was lost",
  "endings.lost_words":
    "The host’s computer can’t be reached. Check that you are online, and ask the host whether Confab is still running.",
  "endings.failed": "The call could not start",
  "endings.failed_words":
    "Something went wrong in this browser. Rejoin; if that doesn’t help, reload the page.",
  "endings.elsewhere": "You joined somewhere else",
  "endings.elsewhere_words":
    "Your place in this call moved to another tab or device. Rejoin to have it here.",
  "endings.full": "This meeting is full",
  "endings.full_words":
    "As many people are inside as the host allowed. Try again when somebody has left.",
  "endings.locked": "This meeting is locked",
  "endings.locked_words":
    "The host lets nobody else in at the moment. Ask them to unlock it, then try again.",
  "endings.denied": "You were not let in",
  "endings.denied_words":
    "The host did not let you in this time. If that was a mistake, ask them, then try again.",
  "endings.not_found": "Meeting not found",
  "endings.not_found_words":
    "The link may have a typing mistake, or the host deleted the meeting. Ask them for a new link.",

  "endings.blocked": "Your browser refused the call",
  "endings.blocked_words": "This page came through, but the connection for the call did not.",

  "endings.unreachable": "The meeting can’t be reached",
  "endings.unreachable_words":
    "Check that you are online, and that Confab is running on the host’s computer. Then press Join again.",
  "endings.bad_host_code": "This way in works only once",
  "endings.bad_host_code_words":
    "Press Join in Confab again to enter as the host, or join from here as a guest.",
  "endings.not_this_user": "You can join as a guest here",
  "endings.not_this_user_words":
    "Confab can’t tell that this browser runs under your account on this computer, so it doesn’t make you the host. Join as a guest, or press Join in Confab again.",
  "endings.bad_name": "This name can’t be used",
  "endings.bad_name_words": "Choose a shorter one, made of letters and numbers.",
  "endings.too_many_tries": "Too many tries",
  "endings.wait_seconds":
    "{seconds, plural, one {Wait a second, then press Join again.} other {Wait # seconds, then press Join again.}}",
  "endings.wait_a_moment": "Wait a moment, then press Join again.",
  "endings.unknown": "Joining didn’t work",
  "endings.unknown_words":
    "Something went wrong on the host’s computer. Wait a moment, then press Join again.",
} as const;
