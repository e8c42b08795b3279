/**
 * How things are, said in words: short sentences in the second person, never a code.
 *
 * Deliberately absent: anything that draws. Tests read these sentences as people do.
 */

import type { Meeting, Person, Server, Sharing } from "../../../api/types.ts";
import type { Door, House } from "../../../platform/types.ts";
import { date, list, time } from "../../../texts/formats.ts";
import { t } from "../../../texts/index.ts";
import { isReachable } from "../../sharing/model/words.ts";

export type Tone = "ready" | "waiting" | "attention" | "trouble";

export interface Strip {
  tone: Tone;
  words: string;
  /** What to do, where there is something to do. */
  hint: string | null;
}

export const nameOf = (meeting: Meeting): string => meeting.title ?? meeting.meeting_id;

export const inside = (count: number): string =>
  count === 0 ? t("window.nobody_inside") : t("window.inside", { count });

export const people = (count: number): string => t("common.people", { count });

/** Up to `most` names, then how many more: a row stays a row in a meeting of a thousand. */
export function names(inside: readonly Person[], most = 8): string {
  const shown = inside.slice(0, most).map((person) => person.name);
  const rest = inside.length - shown.length;
  return list(rest > 0 ? [...shown, t("window.more", { count: rest })] : shown);
}

export const deletion = (count: number): string =>
  count === 0 ? t("window.delete_nobody") : t("window.delete_people", { count });

/* Time */

const midnight = (at: Date): number =>
  new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();

const daysAgo = (at: Date, now: Date): number =>
  Math.round((midnight(now) - midnight(at)) / 86_400_000);

export function day(at: Date, now: Date): string {
  const days = daysAgo(at, now);
  if (days === 0) return t("window.today");
  return days === 1 ? t("window.yesterday") : date(at, now);
}

/** "14:02" today, "yesterday, 14:02" before. */
export const moment = (at: Date, now: Date): string =>
  daysAgo(at, now) === 0
    ? time(at)
    : t("window.day_and_time", { day: day(at, now), time: time(at) });

export function created(meeting: Meeting, now: Date): string {
  const at = new Date(meeting.created_at);
  return t("window.created", { day: day(at, now), time: time(at) });
}

export const joined = (person: Person, now: Date): string =>
  t("window.joined", { when: moment(new Date(person.joined_at * 1000), now) });

/* The house */

export interface Told {
  tone: Tone;
  name: string;
  state: string;
  detail: string;
  remedy: string | null;
}

export function tellDoor({ door, state, url, detail }: Door): Told {
  const name = t(`window.door_${door}`);
  switch (state) {
    case "open":
      return {
        tone: "ready",
        name,
        state: t("window.door_open"),
        detail: [t(`window.door_${door}_for`), url].filter(Boolean).join(" "),
        remedy: null,
      };
    case "failed":
      return {
        tone: "trouble",
        name,
        state: t("window.door_failed"),
        detail: detail ?? t("window.door_failed_words"),
        remedy: t(`window.door_${door}_cure`),
      };
    default:
      return {
        tone: "waiting",
        name,
        state: t("window.door_closed"),
        detail: detail ?? t("window.door_closed_words"),
        remedy: null,
      };
  }
}

export function tellServer(server: Server | null): Told {
  const name = t("window.server");
  switch (server?.state) {
    case "ready":
      return {
        tone: "ready",
        name,
        state: t("window.server_ready"),
        detail: server.detail ?? t("window.server_ready_words"),
        remedy: null,
      };
    case "away":
      return {
        tone: "attention",
        name,
        state: t("window.server_gone"),
        detail: server.detail ?? t("window.server_gone_words"),
        remedy: t("window.server_gone_cure"),
      };
    case "failed":
      return {
        tone: "trouble",
        name,
        state: t("window.server_failed"),
        detail: server.detail ?? t("window.server_failed_words"),
        remedy: t("window.server_failed_cure"),
      };
    default:
      return {
        tone: "waiting",
        name,
        state: t("window.server_starting"),
        detail: server?.detail ?? t("window.server_starting_words"),
        remedy: null,
      };
  }
}

export const startingWords = (house: House | null): string =>
  house?.step ? ended(house.step) : t("window.starting_server");

/** A step may come as "Opening the store", "…store." or "…store…": said alike. */
const ended = (words: string): string => `${words.replace(/[.…\s]+$/u, "")}…`;

/** The line that always says, in words, how the server is and for whom links work. */
export function tellStrip(
  house: House | null,
  server: Server | null,
  sharing: Sharing | null,
  interrupted = false,
): Strip {
  if (house === null || house.phase === "starting") {
    return { tone: "waiting", words: startingWords(house), hint: null };
  }
  if (house.phase === "failed") {
    return {
      tone: "trouble",
      words: t("window.could_not_start"),
      hint: t("window.see_what_to_do"),
    };
  }
  if (interrupted) return { tone: "attention", words: t("window.interrupted"), hint: null };
  if (server?.state === "starting") {
    return {
      tone: "waiting",
      words: server.detail ? ended(server.detail) : t("window.starting_server"),
      hint: null,
    };
  }
  if (server?.state === "failed") {
    return {
      tone: "trouble",
      words: t("window.server_not_running"),
      hint: t("window.see_what_to_do"),
    };
  }
  if (server?.state === "away") {
    return { tone: "attention", words: t("window.server_away"), hint: t("window.see_why") };
  }
  if (!house.can_share_links) {
    return { tone: "trouble", words: t("window.no_links_yet"), hint: t("window.see_what_to_do") };
  }
  const failed = house.doors.find((door) => door.state === "failed");
  if (failed) {
    return {
      tone: "attention",
      words: t(isReachable(sharing) ? "sharing.strip_but" : "window.ready_but", {
        trouble: t(`window.but_${failed.door}`),
      }),
      hint: t("window.see_what_to_do"),
    };
  }
  return tellReach(sharing);
}

/** For whom links work, while nothing else is the matter. */
function tellReach(sharing: Sharing | null): Strip {
  if (sharing?.state === "failed") {
    return { tone: "attention", words: t("sharing.strip_failed"), hint: null };
  }
  if (sharing?.state === "starting") {
    return { tone: "waiting", words: t("sharing.strip_starting"), hint: null };
  }
  if (sharing?.state !== "on") {
    return { tone: "ready", words: t("window.ready"), hint: null };
  }
  if (!isReachable(sharing)) {
    return { tone: "attention", words: t("sharing.strip_no_network"), hint: null };
  }
  const key = sharing.scope === "all" ? "sharing.strip_network" : "sharing.strip_chosen";
  return { tone: "ready", words: t(key), hint: null };
}

/** Why links can't be handed out, or null while they can. */
export function whyNoLinks(house: House | null): string | null {
  if (house === null || house.phase === "starting") return t("window.still_starting");
  if (house.phase === "failed") return house.problem?.detail ?? t("window.did_not_start");
  if (!house.can_share_links) {
    const guest = house.doors.find((door) => door.door === "guest");
    return guest?.detail ?? house.problem?.detail ?? t("window.guest_page_closed");
  }
  return null;
}

/** Why no meeting can be made, or null while one can: that needs the server itself. */
export function whyNoMeeting(house: House | null, server: Server | null): string | null {
  const links = whyNoLinks(house);
  if (links !== null) return links;
  if (server?.state === "failed") return t("window.why_not_running");
  if (server?.state === "away") return t("window.why_away");
  if (server?.state === "starting") return t("window.why_starting");
  return null;
}
