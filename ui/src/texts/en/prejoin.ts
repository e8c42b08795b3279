/** The page before joining, and the one where a code is typed. */
export default {
  "prejoin.door": "Join a meeting",
  "prejoin.door_words": "Paste the link that the host sent you, or type its code.",
  "prejoin.door_field": "Meeting link or code",
  "prejoin.door_go": "Continue",
  "prejoin.door_wrong": "That is not a meeting link or code. A code looks like abc-defg-hij.",

  "prejoin.nobody_inside": "Nobody is inside yet",
  "prejoin.inside": "{count, plural, one {{names} is inside} other {{names} are inside}}",
  "prejoin.joining": "Joining…",
  "prejoin.slow":
    "This takes longer than usual. The host’s computer may be busy, asleep or offline.",
} as const;
