/** Words that several places use. */
export default {
  "common.cancel": "Cancel",
  "common.close": "Close",
  "common.dismiss": "Dismiss",
  "common.others": "{count, plural, one {# other} other {# others}}",
  "common.save": "Save",
  "common.try_again": "Try again",

  "common.broken": "Something went wrong",
  "common.broken_words": "This page ran into a problem of its own. Loading it again usually helps.",
  "common.load_again": "Load again",
} as const;
