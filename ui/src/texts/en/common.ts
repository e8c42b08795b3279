/** Words that several places use. */
export default {
  "common.cancel": "Cancel",
  "common.close": "Close",
  "common.delete": "Delete",
  "common.dismiss": "Dismiss",
  "common.join": "Join",
  "common.camera": "Camera",
  "common.microphone": "Microphone",
  "common.speaker": "Speaker",
  "common.devices": "Devices",
  "common.none_found": "None found",
  "common.is_on": "{what} on",
  "common.is_off": "{what} off",

  "common.others": "{count, plural, one {# other} other {# others}}",
  "common.people": "{count, plural, one {# person} other {# people}}",
  "common.check_connection": "Check my connection",
  "common.save": "Save",
  "common.try_again": "Try again",

  "common.broken": "Something went wrong",
  "common.broken_words": "This page ran into a problem of its own. Loading it again usually helps.",
  "common.load_again": "Load again",
} as const;
