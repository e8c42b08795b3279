/**
 * How things are, said in words: short sentences in the second person, never a code.
 *
 * Deliberately absent: anything that draws. Tests read these sentences as people do.
 */
import type { Meeting, Person, Server } from "../../../api/types.ts";
import type { Door, DoorName, House } from "../../../platform/types.ts";

export type Tone = "ready" | "waiting" | "attention" | "trouble";

export interface Strip {
  tone: Tone;
  words: string;
  /** What to do, where there is something to do. */
  hint: string | null;
}

export const nameOf = (meeting: Meeting): string => meeting.title ?? meeting.meeting_id;

export function inside(count: number): string {
  if (count === 0) return "Nobody inside";
  return count === 1 ? "1 inside" : `${count} inside`;
}

export function people(count: number): string {
  return count === 1 ? "1 person" : `${count} people`;
}

/** Up to `most` names, then how many more: a row stays a row in a meeting of a thousand. */
export function names(inside: readonly Person[], most = 8): string {
  const shown = inside.slice(0, most).map((person) => person.name);
  const rest = inside.length - shown.length;
  return rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.join(", ");
}

export function deletion(count: number): string {
  const link = "The link stops working for good.";
  if (count === 0) return `Nobody is inside. ${link}`;
  const who = count === 1 ? "1 person is inside and" : `${count} people are inside and`;
  return `${who} will be disconnected. ${link}`;
}

/* Time */

const clock = (at: Date): string =>
  at.toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });

const midnight = (at: Date): number =>
  new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();

export function day(at: Date, now: Date): string {
  const days = Math.round((midnight(now) - midnight(at)) / 86_400_000);
  if (days === 0) return "today";
  if (days === 1) return "yesterday";
  const sameYear = at.getFullYear() === now.getFullYear();
  return at.toLocaleDateString([], {
    day: "numeric",
    month: sameYear ? "long" : "short",
    ...(sameYear ? {} : { year: "numeric" }),
  });
}

/** "14:02" today, "yesterday, 14:02" before. */
export function moment(at: Date, now: Date): string {
  const when = day(at, now);
  return when === "today" ? clock(at) : `${when}, ${clock(at)}`;
}

export function created(meeting: Meeting, now: Date): string {
  const at = new Date(meeting.created_at);
  return `Created ${day(at, now)}, ${clock(at)}`;
}

export const joined = (person: Person, now: Date): string =>
  `joined ${moment(new Date(person.joined_at * 1000), now)}`;

/* The house */

export const doorName: Record<DoorName, string> = {
  guest: "Guest page",
  local: "API for your own programs",
  signal: "Signalling for your own front end",
};

const doorPurpose: Record<DoorName, string> = {
  guest: "Guests open their links here.",
  local: "Scripts and front ends on this computer make meetings here.",
  signal: "Front ends on this computer connect their calls here.",
};

export interface Told {
  tone: Tone;
  name: string;
  state: string;
  detail: string;
  remedy: string | null;
}

const doorRemedy: Record<DoorName, string> = {
  guest:
    "In Settings, choose another port for the guest page, or name your own front end if that is what runs there. Then try again.",
  local: "In Settings, choose another port for the API. Then try again.",
  signal: "In Settings, choose another port for signalling. Then try again.",
};

export function tellDoor(door: Door): Told {
  const name = doorName[door.door];
  if (door.state === "open") {
    return {
      tone: "ready",
      name,
      state: "Open",
      detail: door.url ? `${doorPurpose[door.door]} ${door.url}` : doorPurpose[door.door],
      remedy: null,
    };
  }
  if (door.state === "failed") {
    return {
      tone: "trouble",
      name,
      state: "Not open",
      detail: door.detail ?? "This door could not be opened.",
      remedy: doorRemedy[door.door],
    };
  }
  return {
    tone: "waiting",
    name,
    state: "Closed",
    detail: door.detail ?? "Not needed as things are.",
    remedy: null,
  };
}

export function tellServer(server: Server | null): Told {
  const name = "Meeting server";
  switch (server?.state) {
    case "ready":
      return {
        tone: "ready",
        name,
        state: "Ready",
        detail: server.detail ?? "Calls can begin at any time.",
        remedy: null,
      };
    case "away":
      return {
        tone: "attention",
        name,
        state: "Away",
        detail: server.detail ?? "The server stopped answering. Confab is bringing it back.",
        remedy: "You need do nothing: people in a call are reconnected by themselves.",
      };
    case "failed":
      return {
        tone: "trouble",
        name,
        state: "Not running",
        detail: server.detail ?? "The server could not be started.",
        remedy: "Try again. If that does not help, look at the meeting server in Settings.",
      };
    default:
      return {
        tone: "waiting",
        name,
        state: "Starting",
        detail: server?.detail ?? "The server is getting ready.",
        remedy: null,
      };
  }
}

export const startingWords = (house: House | null): string =>
  ended(house?.step ?? "Starting the meeting server");

/** A step may come as "Opening the store", "…store." or "…store…": said alike. */
const ended = (words: string): string => `${words.replace(/[.…\s]+$/u, "")}…`;

/** The line that always says, in words, how the server is and for whom links work. */
export function tellStrip(house: House | null, server: Server | null): Strip {
  if (house === null || house.phase === "starting") {
    return { tone: "waiting", words: startingWords(house), hint: null };
  }
  if (house.phase === "failed") {
    return { tone: "trouble", words: "Confab could not start", hint: "See what to do" };
  }
  if (server?.state === "starting") {
    return {
      tone: "waiting",
      words: ended(server.detail ?? "Starting the meeting server"),
      hint: null,
    };
  }
  if (server?.state === "failed") {
    return { tone: "trouble", words: "Server not running", hint: "See what to do" };
  }
  if (server?.state === "away") {
    return { tone: "attention", words: "Server away, coming back by itself…", hint: "See why" };
  }
  if (!house.can_share_links) {
    return { tone: "trouble", words: "Links don’t work yet", hint: "See what to do" };
  }
  const failed = house.doors.find((door) => door.state === "failed");
  if (failed) {
    return {
      tone: "attention",
      words: `Links work on this computer · ${failedDoor[failed.door]}`,
      hint: "See what to do",
    };
  }
  return { tone: "ready", words: "Server ready · links work on this computer", hint: null };
}

const failedDoor: Record<DoorName, string> = {
  guest: "the guest page is closed",
  local: "your own programs can’t reach Confab",
  signal: "your own front end can’t start calls",
};

/** Why links can't be handed out, or null while they can. */
export function whyNoLinks(house: House | null): string | null {
  if (house === null || house.phase === "starting") return "Confab is still starting.";
  if (house.phase === "failed") return house.problem?.detail ?? "Confab could not start.";
  if (!house.can_share_links) {
    const guest = house.doors.find((door) => door.door === "guest");
    return (
      guest?.detail ??
      house.problem?.detail ??
      "The guest page is not open, so links would lead nowhere."
    );
  }
  return null;
}

/** Why no meeting can be made, or null while one can: that needs the server itself. */
export function whyNoMeeting(house: House | null, server: Server | null): string | null {
  const links = whyNoLinks(house);
  if (links !== null) return links;
  if (server?.state === "failed") return "The meeting server is not running.";
  if (server?.state === "away") return "The meeting server is away. It comes back by itself.";
  if (server?.state === "starting") return "The meeting server is still starting.";
  return null;
}
