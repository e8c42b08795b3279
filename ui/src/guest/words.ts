/** Every failure and every ending in words: what happened, and what to do next. */
import { list } from "../texts/formats.ts";
import { t } from "../texts/index.ts";
import { Failure } from "./api.ts";

export type Ending =
  | "left"
  | "removed"
  | "ended"
  | "closed"
  | "lost"
  | "failed"
  | "elsewhere"
  | "full"
  | "locked"
  | "denied"
  | "blocked"
  | "not_found";

type Way = "rejoin" | "try_again" | null;

/** The way back in from each ending; none where there is none. */
export const wayBack: Record<Ending, Way> = {
  left: "rejoin",
  removed: null,
  ended: null,
  closed: "rejoin",
  lost: "rejoin",
  failed: "rejoin",
  elsewhere: "rejoin",
  full: "try_again",
  locked: "try_again",
  denied: "try_again",
  blocked: "try_again",
  not_found: null,
};

export interface EndingWords {
  heading: string;
  sentence: string;
  /** Name of the button that leads back in. */
  again: string | null;
}

export function endingWords(ending: Ending): EndingWords {
  const way = wayBack[ending];
  return {
    heading: t(`endings.${ending}`),
    sentence: t(`endings.${ending}_words`),
    again: way && t(way === "rejoin" ? "endings.rejoin" : "common.try_again"),
  };
}

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
    case "bad_name":
      return { ...inWords(failure.code), aboutName: true };
    case "too_many_tries":
      return {
        heading: t("endings.too_many_tries"),
        sentence: failure.retryAfter
          ? t("endings.wait_seconds", { seconds: failure.retryAfter })
          : t("endings.wait_a_moment"),
      };
    case "unreachable":
    case "bad_host_code":
    case "not_this_user":
      return inWords(failure.code);
    default:
      return inWords("unknown");
  }
}

/** Whatever was thrown, as a failure. */
export const failureOf = (thrown: unknown): Failure =>
  thrown instanceof Failure ? thrown : new Failure("unknown");

type Named = "unreachable" | "bad_host_code" | "not_this_user" | "bad_name" | "unknown";

const inWords = (code: Named): Problem => ({
  heading: t(`endings.${code}`),
  sentence: t(`endings.${code}_words`),
});

/** "Ann", "Ann and Bob", "Ann, Bob and 3 others" */
export function namesInWords(names: readonly string[], most = 3): string {
  if (names.length <= most) return list(names);
  const shown = names.slice(0, most - 1);
  return list([...shown, t("common.others", { count: names.length - shown.length })]);
}

export function insideInWords(names: readonly string[]): string {
  if (names.length === 0) return t("prejoin.nobody_inside");
  return t("prejoin.inside", { names: namesInWords(names), count: names.length });
}
