/** How the meeting stands, made of a snapshot and of what changed since. Pure: no connection, no clock. */
import type { Change, LiveMeeting, Meeting, Person, Role, Rules, Waiting } from "./types.ts";

export interface LiveState {
  /** `ended`: this session reads no more (removed, deleted); `why` is the code. */
  phase: "connecting" | "live" | "reconnecting" | "ended";
  why: string | null;
  me: { identity: string; name: string; role: Role; hand: number | null };
  title: string | null;
  rules: Rules;
  people: ReadonlyMap<string, Person>;
  spotlight: string | null;
  /** When the meeting ends for everybody, in this computer's `Date.now()` time. */
  endingAt: number | null;
  /** Who waits in the lobby; always empty for guests. */
  waiting: readonly Waiting[];
}

const openRules: Rules = {
  locked: false,
  lobby: false,
  microphones_locked: false,
  who_shares: "everyone",
  who_chats: "everyone",
};

export function unknown(identity: string, name: string): LiveState {
  return {
    phase: "connecting",
    why: null,
    me: { identity, name, role: "guest", hand: null },
    title: null,
    rules: openRules,
    people: new Map(),
    spotlight: null,
    endingAt: null,
    waiting: [],
  };
}

/** `skew`: what to add to this computer's clock to have the server's. */
export function apply(state: LiveState, change: Change, meeting: string, skew = 0): LiveState {
  switch (change.type) {
    case "snapshot": {
      const found = change.meetings.find((each) => each.meeting_id === meeting);
      return { ...(found ? withSnapshot(state, found, skew) : withNobody(state)), phase: "live" };
    }
    case "meeting_updated":
      return isOther(change.meeting, meeting) ? state : withMeeting(state, change.meeting);
    case "meeting_deleted":
      return change.meeting_id === meeting
        ? { ...state, phase: "ended", why: "meeting_not_found" }
        : state;
    case "participant_joined":
    case "participant_updated":
      if (change.meeting_id !== meeting) return state;
      return withPeople(state, new Map(state.people).set(...entry(change.participant)));
    case "participant_left": {
      if (change.meeting_id !== meeting || !state.people.has(change.identity)) return state;
      const people = new Map(state.people);
      people.delete(change.identity);
      return withPeople(state, people);
    }
    case "spotlight":
      return change.meeting_id === meeting ? { ...state, spotlight: change.identity } : state;
    case "ending":
      return change.meeting_id === meeting
        ? { ...state, endingAt: moment(change.ending_at, skew) }
        : state;
    case "waiting":
      return change.meeting_id === meeting ? { ...state, waiting: change.waiting_people } : state;
    default:
      return state;
  }
}

const isOther = (found: Meeting, meeting: string) => found.meeting_id !== meeting;

const entry = (person: Person): [string, Person] => [
  person.identity,
  { ...person, role: person.role ?? "guest", hand: person.hand ?? null },
];

function withMeeting(state: LiveState, meeting: Meeting): LiveState {
  return { ...state, title: meeting.title, rules: { ...openRules, ...meeting.rules } };
}

/** Nobody is inside as far as the server knows: what stands in the meeting itself stays. */
function withNobody(state: LiveState): LiveState {
  return withPeople({ ...state, spotlight: null, endingAt: null, waiting: [] }, new Map());
}

function withSnapshot(state: LiveState, found: LiveMeeting, skew: number): LiveState {
  return withPeople(
    {
      ...withMeeting(state, found),
      spotlight: found.spotlight ?? null,
      endingAt: moment(found.ending_at, skew),
      waiting: found.waiting_people ?? [],
    },
    new Map(found.participants.map(entry)),
  );
}

/** One's role outlasts the moments in which one is not listed, as between two connections. */
function withPeople(state: LiveState, people: ReadonlyMap<string, Person>): LiveState {
  const mine = people.get(state.me.identity);
  const me = mine
    ? { identity: mine.identity, name: mine.name, role: mine.role, hand: mine.hand }
    : { ...state.me, hand: null };
  return { ...state, people, me };
}

function moment(at: string | null | undefined, skew: number): number | null {
  const time = at ? Date.parse(at) : Number.NaN;
  return Number.isNaN(time) ? null : time - skew;
}

/** Whose hands are up, the earliest first. */
export function hands(state: Pick<LiveState, "people">): Person[] {
  return [...state.people.values()]
    .filter((person) => person.hand !== null)
    .sort((a, b) => (a.hand ?? 0) - (b.hand ?? 0) || a.identity.localeCompare(b.identity));
}

/** 1 for the hand that was up first; null while it is down. */
export function handPlace(state: Pick<LiveState, "people">, identity: string): number | null {
  const place = hands(state).findIndex((person) => person.identity === identity);
  return place < 0 ? null : place + 1;
}

export const mayModerate = (role: Role): boolean => role !== "guest";
