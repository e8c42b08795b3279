/**
 * What the window knows of the meetings, as plain data.
 *
 * Invariant: events are newer than any page that was asked for before they came, and an
 * id is never used twice. So a page never brings back what an event removed or changed.
 */
import type { LiveEvent, Meeting, Person, Server } from "../../../api/types.ts";
import { type Room, roomOf, without, withRoom } from "./room.ts";

export interface Page {
  meetings: Meeting[];
  next_cursor: string | null;
}

/** A run of pages: the whole list, or what one search found. */
export interface Listing {
  query: string;
  ids: readonly string[];
  cursor: string | null;
  loading: boolean;
  loaded: boolean;
  problem: string | null;
}

export interface MeetingsState {
  server: Server | null;
  meetings: ReadonlyMap<string, Meeting>;
  /** Only of meetings with somebody inside. */
  people: ReadonlyMap<string, readonly Person[]>;
  /** Only of meetings in which something goes on: see `room.ts`. */
  rooms: ReadonlyMap<string, Room>;
  all: Listing;
  search: Listing | null;
  /** Meetings in which somebody was seen since the window began to watch. */
  visited: ReadonlySet<string>;
  gone: ReadonlySet<string>;
  changedAt: ReadonlyMap<string, number>;
  tick: number;
  snapshots: number;
}

export type Action =
  | { type: "event"; event: LiveEvent }
  | { type: "server"; server: Server }
  | { type: "asked"; query: string }
  | { type: "page"; query: string; page: Page; since: number; after: string | null }
  | { type: "asking_failed"; query: string; problem: string }
  | { type: "search_closed" }
  | { type: "told"; meeting: Meeting }
  | { type: "links"; meetings: Meeting[] }
  | { type: "deleted"; id: string };

const listing = (query: string): Listing => ({
  query,
  ids: [],
  cursor: null,
  loading: false,
  loaded: false,
  problem: null,
});

export const nothingYet: MeetingsState = {
  server: null,
  meetings: new Map(),
  people: new Map(),
  rooms: new Map(),
  all: listing(""),
  search: null,
  visited: new Set(),
  gone: new Set(),
  changedAt: new Map(),
  tick: 0,
  snapshots: 0,
};

export function reduce(state: MeetingsState, action: Action): MeetingsState {
  switch (action.type) {
    case "event":
      return onEvent({ ...state, tick: state.tick + 1 }, action.event);
    case "server":
      return { ...state, server: action.server };
    case "asked":
      return asked(state, action.query);
    case "page":
      return onPage(state, action);
    case "asking_failed":
      return withListing(state, action.query, (list) => ({
        ...list,
        loading: false,
        problem: action.problem,
      }));
    case "search_closed":
      return { ...state, search: null };
    case "told":
      return put({ ...state, tick: state.tick + 1 }, action.meeting);
    case "links":
      return relinked(state, action.meetings);
    case "deleted":
      return remove({ ...state, tick: state.tick + 1 }, action.id);
  }
}

function onEvent(state: MeetingsState, event: LiveEvent): MeetingsState {
  switch (event.type) {
    case "snapshot":
      return onSnapshot(state, event);
    case "server":
      return { ...state, server: event.server };
    case "meeting_created":
    case "meeting_updated":
      return put(state, event.meeting);
    case "meeting_deleted":
      return remove(state, event.meeting_id);
    case "participant_joined":
    case "participant_updated":
      return withPeople(state, event.meeting_id, (people) => withPerson(people, event.participant));
    case "participant_left":
      return withPeople(state, event.meeting_id, (people) =>
        people.filter((person) => person.identity !== event.identity),
      );
    case "spotlight":
      return inRoom(state, event.meeting_id, { spotlight: event.identity });
    case "ending":
      return inRoom(state, event.meeting_id, { endingAt: event.ending_at });
    case "waiting":
      return inRoom(state, event.meeting_id, { waiting: event.waiting_people });
    default:
      return state;
  }
}

function inRoom(state: MeetingsState, id: string, change: Partial<Room>): MeetingsState {
  if (state.gone.has(id)) return state;
  const known = state.meetings.get(id);
  const waiting = change.waiting?.length;
  return {
    ...state,
    rooms: withRoom(state.rooms, id, change),
    meetings:
      known && waiting !== undefined
        ? new Map(state.meetings).set(id, { ...known, waiting })
        : state.meetings,
    changedAt: new Map(state.changedAt).set(id, state.tick),
  };
}

function onSnapshot(
  state: MeetingsState,
  snapshot: Extract<LiveEvent, { type: "snapshot" }>,
): MeetingsState {
  const meetings = new Map(state.meetings);
  const changedAt = new Map(state.changedAt);
  const visited = new Set(state.visited);
  const people = new Map<string, readonly Person[]>();
  const rooms = new Map<string, Room>();
  for (const id of [...state.people.keys(), ...state.rooms.keys()]) {
    const known = meetings.get(id);
    if (known) meetings.set(id, { ...known, num_participants: 0, live_since: null, waiting: 0 });
  }
  for (const told of snapshot.meetings) {
    if (state.gone.has(told.meeting_id)) continue;
    const { participants, spotlight: _, ending_at: __, waiting_people: ___, ...meeting } = told;
    const room = roomOf(told);
    if (room) rooms.set(meeting.meeting_id, room);
    meetings.set(meeting.meeting_id, meeting);
    changedAt.set(meeting.meeting_id, state.tick);
    if (participants.length > 0) {
      people.set(meeting.meeting_id, participants);
      visited.add(meeting.meeting_id);
    }
  }
  return {
    ...state,
    server: snapshot.server,
    meetings,
    people,
    rooms,
    changedAt,
    visited,
    snapshots: state.snapshots + 1,
  };
}

/** Takes in what is newer than anything known; a meeting not seen before leads the list. */
function put(state: MeetingsState, meeting: Meeting): MeetingsState {
  const id = meeting.meeting_id;
  if (state.gone.has(id)) return state;
  const known = state.meetings.has(id);
  return {
    ...state,
    meetings: new Map(state.meetings).set(id, meeting),
    changedAt: new Map(state.changedAt).set(id, state.tick),
    all:
      known || !belongs(state, meeting) ? state.all : { ...state.all, ids: [id, ...state.all.ids] },
  };
}

/** Whether a meeting lies within the part of the list that is loaded: later pages bring the others. */
function belongs(state: MeetingsState, meeting: Meeting): boolean {
  if (state.all.cursor === null) return true;
  const newest = state.meetings.get(state.all.ids[0] ?? "");
  return newest === undefined || meeting.created_at >= newest.created_at;
}

/** Only the links: whatever else a page says may be older than what events told. */
function relinked(state: MeetingsState, told: readonly Meeting[]): MeetingsState {
  const meetings = new Map(state.meetings);
  for (const { meeting_id, meeting_link } of told) {
    const known = meetings.get(meeting_id);
    if (known) meetings.set(meeting_id, { ...known, meeting_link });
  }
  return { ...state, meetings };
}

function remove(state: MeetingsState, id: string): MeetingsState {
  const meetings = new Map(state.meetings);
  const people = new Map(state.people);
  meetings.delete(id);
  people.delete(id);
  const shorter = (list: Listing): Listing =>
    list.ids.includes(id) ? { ...list, ids: list.ids.filter((other) => other !== id) } : list;
  return {
    ...state,
    meetings,
    people,
    rooms: without(state.rooms, id),
    gone: new Set(state.gone).add(id),
    all: shorter(state.all),
    search: state.search && shorter(state.search),
  };
}

function withPerson(people: readonly Person[], person: Person): Person[] {
  const at = people.findIndex((other) => other.identity === person.identity);
  return at < 0 ? [...people, person] : people.with(at, person);
}

function withPeople(
  state: MeetingsState,
  id: string,
  change: (people: readonly Person[]) => Person[],
): MeetingsState {
  if (state.gone.has(id)) return state;
  const now = change(state.people.get(id) ?? []);
  const people = new Map(state.people);
  if (now.length > 0) people.set(id, now);
  else people.delete(id);

  const known = state.meetings.get(id);
  const meetings = known
    ? new Map(state.meetings).set(id, {
        ...known,
        num_participants: now.length,
        live_since: now.length === 0 ? null : (known.live_since ?? since(now)),
      })
    : state.meetings;
  return {
    ...state,
    people,
    meetings,
    changedAt: new Map(state.changedAt).set(id, state.tick),
    visited:
      now.length > 0 && !state.visited.has(id) ? new Set(state.visited).add(id) : state.visited,
  };
}

const since = (people: readonly Person[]): string =>
  new Date(Math.min(...people.map((person) => person.joined_at)) * 1000).toISOString();

function asked(state: MeetingsState, query: string): MeetingsState {
  const begin = (list: Listing): Listing => ({ ...list, loading: true, problem: null });
  if (query === "") return { ...state, all: begin(state.all) };
  // The rows of the previous search stay until the new ones are there: no flicker between letters.
  const search = state.search ?? listing(query);
  const same = search.query === query;
  return { ...state, search: { ...begin(search), query, loaded: same && search.loaded } };
}

function onPage(state: MeetingsState, action: Extract<Action, { type: "page" }>): MeetingsState {
  const meetings = new Map(state.meetings);
  const ids: string[] = [];
  for (const meeting of action.page.meetings) {
    const id = meeting.meeting_id;
    if (state.gone.has(id)) continue;
    ids.push(id);
    if ((state.changedAt.get(id) ?? -1) <= action.since && !state.people.has(id)) {
      meetings.set(id, meeting);
    } else if (!meetings.has(id)) {
      meetings.set(id, meeting);
    }
  }
  return withListing({ ...state, meetings }, action.query, (list) => {
    const first = action.after === null;
    if (!first && action.after !== list.cursor) return list;
    const kept = first ? newerThan(state, action) : list.ids;
    const seen = new Set(kept);
    return {
      ...list,
      ids: [...kept, ...ids.filter((id) => !seen.has(id))],
      cursor: action.page.next_cursor,
      loading: false,
      loaded: true,
      problem: null,
    };
  });
}

/** What was made while the first page was on its way, and so is not on it. */
function newerThan(state: MeetingsState, action: Extract<Action, { type: "page" }>): string[] {
  if (action.query !== "") return [];
  const onPage = new Set(action.page.meetings.map((meeting) => meeting.meeting_id));
  return state.all.ids.filter(
    (id) =>
      !onPage.has(id) && (state.changedAt.get(id) ?? -1) > action.since && state.meetings.has(id),
  );
}

function withListing(
  state: MeetingsState,
  query: string,
  change: (list: Listing) => Listing,
): MeetingsState {
  if (query === "") return { ...state, all: change(state.all) };
  if (state.search?.query !== query) return state;
  return { ...state, search: change(state.search) };
}
