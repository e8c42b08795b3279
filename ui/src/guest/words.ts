/** Every failure and every ending in words: what happened, and what to do next. */
import type { Failure } from "./api.ts";

export type Ending =
  | "left"
  | "removed"
  | "ended"
  | "closed"
  | "lost"
  | "elsewhere"
  | "full"
  | "locked"
  | "denied"
  | "not_found";

export interface EndingWords {
  heading: string;
  sentence: string;
  /** Name of the button that leads back in; none where there is no way back. */
  again: "Rejoin" | "Try again" | null;
}

export const endings: Record<Ending, EndingWords> = {
  left: {
    heading: "You left",
    sentence: "Your camera and microphone are off. You can come back with the same link.",
    again: "Rejoin",
  },
  removed: {
    heading: "You were removed",
    sentence:
      "The host removed you from this meeting. If that was a mistake, ask them to invite you again.",
    again: null,
  },
  ended: {
    heading: "The meeting has ended",
    sentence: "The host ended it, and its link no longer works. You can close this page.",
    again: null,
  },
  closed: {
    heading: "The meeting has ended",
    sentence:
      "The host closed it for everyone. When they open it again, the same link brings you back.",
    again: "Rejoin",
  },
  lost: {
    heading: "The connection was lost",
    sentence:
      "The host’s computer can’t be reached. Check that you are online, and ask the host whether Confab is still running.",
    again: "Rejoin",
  },
  elsewhere: {
    heading: "You joined somewhere else",
    sentence: "Your place in this call moved to another tab or device. Rejoin to have it here.",
    again: "Rejoin",
  },
  full: {
    heading: "This meeting is full",
    sentence: "As many people are inside as the host allowed. Try again when somebody has left.",
    again: "Try again",
  },
  locked: {
    heading: "This meeting is locked",
    sentence: "The host lets nobody else in at the moment. Ask them to unlock it, then try again.",
    again: "Try again",
  },
  denied: {
    heading: "You were not let in",
    sentence:
      "The host did not let you in this time. If that was a mistake, ask them, then try again.",
    again: "Try again",
  },
  not_found: {
    heading: "Meeting not found",
    sentence:
      "The link may have a typing mistake, or the host deleted the meeting. Ask them for a new link.",
    again: null,
  },
};

/** Failures that end the visit; the others are said on the page before joining. */
export function endingOf(failure: Failure): Ending | null {
  switch (failure.code) {
    case "meeting_not_found":
      return "not_found";
    case "meeting_full":
      return "full";
    case "meeting_locked":
      return "locked";
    case "removed_by_host":
      return "removed";
    default:
      return null;
  }
}

export interface Problem {
  heading: string;
  sentence: string;
  /** Something in the name field is to be changed. */
  aboutName?: true;
}

export function problemOf(failure: Failure): Problem {
  switch (failure.code) {
    case "unreachable":
      return {
        heading: "The meeting can’t be reached",
        sentence:
          "Check that you are online, and that Confab is running on the host’s computer. Then press Join again.",
      };
    case "bad_host_code":
      return {
        heading: "This way in works only once",
        sentence: "Press Join in Confab again to enter as the host, or join from here as a guest.",
      };
    case "bad_name":
      return {
        heading: "This name can’t be used",
        sentence: "Choose a shorter one, made of letters and numbers.",
        aboutName: true,
      };
    case "too_many_tries":
      return {
        heading: "Too many tries",
        sentence: failure.retryAfter
          ? `Wait ${failure.retryAfter === 1 ? "a second" : `${failure.retryAfter} seconds`}, then press Join again.`
          : "Wait a moment, then press Join again.",
      };
    default:
      return {
        heading: "Joining didn’t work",
        sentence:
          "Something went wrong on the host’s computer. Wait a moment, then press Join again.",
      };
  }
}

/** "Ann", "Ann and Bob", "Ann, Bob and 3 others" */
export function namesInWords(names: readonly string[], most = 3): string {
  if (names.length <= 1) return names[0] ?? "";
  if (names.length <= most) return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  const shown = names.slice(0, most - 1);
  return `${shown.join(", ")} and ${names.length - shown.length} others`;
}

export function insideInWords(names: readonly string[]): string {
  if (names.length === 0) return "Nobody is inside yet";
  return `${namesInWords(names)} ${names.length === 1 ? "is" : "are"} inside`;
}
