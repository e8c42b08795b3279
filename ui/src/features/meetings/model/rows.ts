/** The list as it is shown: those that are live, then the earlier ones. */
import type { Meeting, Person } from "../../../api/types.ts";
import type { MeetingsState } from "./state.ts";

export interface Row {
  meeting: Meeting;
  people: readonly Person[];
  waiting: number;
}

export interface Rows {
  live: Row[];
  earlier: Row[];
}

/** Many enough that looking for one by eye takes a while. */
const MANY = 8;

export const isMany = (state: MeetingsState): boolean =>
  state.meetings.size > MANY || state.all.cursor !== null || state.search !== null;

const matches = (meeting: Meeting, query: string): boolean => {
  const wanted = query.toLocaleLowerCase();
  return (
    meeting.meeting_id.includes(wanted) ||
    (meeting.title ?? "").toLocaleLowerCase().includes(wanted)
  );
};

const waitingIn = (state: MeetingsState, id: string): number =>
  state.rooms.get(id)?.waiting.length ?? 0;

/** Meetings with somebody inside, or in front of the door. */
export function busy(state: MeetingsState): Set<string> {
  const knocked = [...state.rooms.keys()].filter((id) => waitingIn(state, id) > 0);
  return new Set([...state.people.keys(), ...knocked]);
}

export function rowsOf(state: MeetingsState): Rows {
  const listing = state.search ?? state.all;
  const found = new Set(listing.ids);
  const live: Row[] = [];
  for (const id of busy(state)) {
    const meeting = state.meetings.get(id);
    if (!meeting) continue;
    if (!found.has(id) && listing.query !== "" && !matches(meeting, listing.query)) continue;
    live.push({ meeting, people: state.people.get(id) ?? [], waiting: waitingIn(state, id) });
  }
  live.sort((a, b) => (b.meeting.live_since ?? "").localeCompare(a.meeting.live_since ?? ""));

  const earlier: Row[] = [];
  for (const id of listing.ids) {
    const meeting = state.meetings.get(id);
    if (meeting && !state.people.has(id) && waitingIn(state, id) === 0) {
      earlier.push({ meeting, people: [], waiting: 0 });
    }
  }
  return { live, earlier };
}
