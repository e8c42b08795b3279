/** Waiting to be let in. */
export default {
  "lobby.waiting": "Waiting to be let in",
  "lobby.hosts":
    "{count, plural, one {{names} hosts this meeting and has been told that you are here.} other {{names} host this meeting and have been told that you are here.}}",
  "lobby.no_host": "The host has been told that you are here.",
  "lobby.as": "You wait as {name}.",
  "lobby.next": "You are next.",
  "lobby.place": "You are number {place} of {of}.",
  "lobby.asking": "Asking to join…",
  "lobby.slow": "This takes longer than usual. The host’s computer may be busy, asleep or offline.",
  "lobby.reconnecting": "The connection was lost. Trying again; keep this page open.",
  "lobby.many":
    "Many people are waiting already. Confab asks again by itself in a moment; keep this page open.",
  "lobby.stop": "Stop waiting",
} as const;
