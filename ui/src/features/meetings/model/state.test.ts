import { describe, expect, it } from "vitest";
import type { LiveEvent, LiveMeeting, Meeting, Person } from "../../../api/types.ts";
import { isMany, rowsOf } from "./rows.ts";
import { noRules } from "./rules.ts";
import { type Action, type MeetingsState, nothingYet, reduce } from "./state.ts";
import { undoOf } from "./undo.ts";

const meeting = (id: string, more: Partial<Meeting> = {}): Meeting => ({
  meeting_id: id,
  title: null,
  meeting_link: `http://localhost:3000/meeting/${id}`,
  created_at: "2026-01-02T10:00:00Z",
  max_participants: 50,
  num_participants: 0,
  live_since: null,
  rules: noRules,
  waiting: 0,
  shared: false,
  schedule: null,
  encrypted: false,
  ...more,
});

const person = (name: string, more: Partial<Person> = {}): Person => ({
  sid: `PA_${name}`,
  identity: `${name}_1`,
  name,
  state: "ACTIVE",
  joined_at: 1_767_348_000,
  microphone: true,
  camera: true,
  screen: false,
  role: "guest",
  hand: null,
  ...more,
});

const live = (
  id: string,
  participants: Person[],
  { title = null, ...more }: Partial<LiveMeeting> = {},
): LiveMeeting => ({
  ...meeting(id, { title, num_participants: participants.length }),
  participants,
  spotlight: null,
  ending_at: null,
  waiting_people: [],
  ...more,
});

const event = (told: LiveEvent): Action => ({ type: "event", event: told });
const page = (
  meetings: Meeting[],
  { query = "", next = null as string | null, since = 0, after = null as string | null } = {},
): Action => ({ type: "page", query, page: { meetings, next_cursor: next }, since, after });

const given = (...actions: Action[]): MeetingsState => actions.reduce(reduce, nothingYet);
const shown = (state: MeetingsState) => {
  const { live, earlier } = rowsOf(state);
  return {
    live: live.map((row) => row.meeting.meeting_id),
    earlier: earlier.map((row) => row.meeting.meeting_id),
  };
};

describe("meetings by events", () => {
  it("lead the list when they are made", () => {
    const state = given(
      page([meeting("old")]),
      event({ type: "meeting_created", meeting: meeting("new") }),
    );
    expect(shown(state)).toEqual({ live: [], earlier: ["new", "old"] });
  });

  it("become live with the first person and earlier again with the last", () => {
    const joined = given(
      page([meeting("a"), meeting("b")]),
      event({ type: "participant_joined", meeting_id: "b", participant: person("Ann") }),
    );
    expect(shown(joined)).toEqual({ live: ["b"], earlier: ["a"] });
    expect(joined.meetings.get("b")).toMatchObject({
      num_participants: 1,
      live_since: "2026-01-02T10:00:00.000Z",
    });
    const left = reduce(
      joined,
      event({ type: "participant_left", meeting_id: "b", identity: "Ann_1" }),
    );
    expect(shown(left)).toEqual({ live: [], earlier: ["a", "b"] });
    expect(left.meetings.get("b")).toMatchObject({ num_participants: 0, live_since: null });
  });

  it("count nobody twice, however often a person is told", () => {
    const joined = event({
      type: "participant_joined",
      meeting_id: "a",
      participant: person("Ann"),
    });
    const state = given(page([meeting("a")]), joined, joined);
    expect(state.people.get("a")).toHaveLength(1);
  });

  it("show what a person's microphone becomes", () => {
    const state = given(
      page([meeting("a")]),
      event({ type: "participant_joined", meeting_id: "a", participant: person("Ann") }),
      event({
        type: "participant_updated",
        meeting_id: "a",
        participant: person("Ann", { microphone: false }),
      }),
    );
    expect(state.people.get("a")?.[0]?.microphone).toBe(false);
  });

  it("are gone when deleted, also from people and search", () => {
    const state = given(
      page([meeting("a")]),
      { type: "asked", query: "a" },
      page([meeting("a")], { query: "a" }),
      event({ type: "participant_joined", meeting_id: "a", participant: person("Ann") }),
      event({ type: "meeting_deleted", meeting_id: "a" }),
    );
    expect(shown(state)).toEqual({ live: [], earlier: [] });
    expect(state.people.size).toBe(0);
  });

  it("ignore events that the page does not know", () => {
    const state = given(page([meeting("a")]));
    expect(reduce(state, event({ type: "chat" } as unknown as LiveEvent)).meetings).toBe(
      state.meetings,
    );
  });
});

describe("a room", () => {
  const cy = { waiting_id: "w1", name: "Cy", since: "2026-01-02T10:00:00Z" };
  const knocked = event({ type: "waiting", meeting_id: "b", waiting_people: [cy] });

  it("with somebody at its door leads the list, though nobody is inside", () => {
    const state = given(page([meeting("a"), meeting("b")]), knocked);
    expect(shown(state)).toEqual({ live: ["b"], earlier: ["a"] });
    expect(rowsOf(state).live[0]).toMatchObject({ waiting: 1, people: [] });
    expect(state.meetings.get("b")?.waiting).toBe(1);
  });

  it("is forgotten once nobody waits, nothing ends and nobody is in the spotlight", () => {
    const state = given(
      page([meeting("b")]),
      knocked,
      event({ type: "spotlight", meeting_id: "b", identity: "Ann_1" }),
      event({ type: "ending", meeting_id: "b", ending_at: "2026-01-02T10:00:10Z" }),
    );
    expect(state.rooms.get("b")).toEqual({
      spotlight: "Ann_1",
      endingAt: "2026-01-02T10:00:10Z",
      waiting: [cy],
    });
    const quiet = [
      event({ type: "waiting", meeting_id: "b", waiting_people: [] }),
      event({ type: "spotlight", meeting_id: "b", identity: null }),
      event({ type: "ending", meeting_id: "b", ending_at: null }),
    ].reduce(reduce, state);
    expect(quiet.rooms.size).toBe(0);
    expect(shown(quiet).earlier).toEqual(["b"]);
  });

  it("is what a snapshot says, also when the snapshot says nothing", () => {
    const snapshot = (...meetings: LiveMeeting[]) =>
      event({ type: "snapshot", server: { state: "ready", detail: null }, meetings });
    const full = given(page([meeting("b")]), snapshot(live("b", [], { waiting_people: [cy] })));
    expect(full.rooms.get("b")?.waiting).toEqual([cy]);
    const silent = reduce(full, snapshot());
    expect(silent.rooms.size).toBe(0);
    expect(silent.meetings.get("b")?.waiting).toBe(0);
  });

  it("goes with its meeting", () => {
    const state = given(
      page([meeting("b")]),
      knocked,
      event({ type: "meeting_deleted", meeting_id: "b" }),
      knocked,
    );
    expect(state.rooms.size).toBe(0);
  });
});

describe("a page", () => {
  it("that was asked for before a deletion does not bring the meeting back", () => {
    const state = given(
      event({ type: "meeting_deleted", meeting_id: "a" }),
      page([meeting("a"), meeting("b")]),
    );
    expect(shown(state).earlier).toEqual(["b"]);
  });

  it("that was asked for before a change does not undo it", () => {
    const state = given(
      page([meeting("a", { title: "Old" })]),
      event({ type: "meeting_updated", meeting: meeting("a", { title: "New" }) }),
      page([meeting("a", { title: "Old" })], { since: 0 }),
    );
    expect(state.meetings.get("a")?.title).toBe("New");
  });

  it("asked for after a change tells the truth again", () => {
    const state = given(
      event({ type: "meeting_updated", meeting: meeting("a", { title: "New" }) }),
      page([meeting("a", { title: "Newer" })], { since: 1 }),
    );
    expect(state.meetings.get("a")?.title).toBe("Newer");
  });

  it("keeps a meeting made while it was on its way", () => {
    const state = given(
      { type: "asked", query: "" },
      event({ type: "meeting_created", meeting: meeting("new") }),
      page([meeting("old")], { since: 0 }),
    );
    expect(shown(state).earlier).toEqual(["new", "old"]);
  });

  it("is added once, behind the one before", () => {
    const state = given(
      page([meeting("a"), meeting("b")], { next: "2" }),
      page([meeting("b"), meeting("c")], { after: "2" }),
      page([meeting("c")], { after: "2" }),
    );
    expect(shown(state).earlier).toEqual(["a", "b", "c"]);
    expect(state.all.cursor).toBeNull();
  });

  it("of an older search is not shown under a newer one", () => {
    const state = given(
      { type: "asked", query: "we" },
      { type: "asked", query: "week" },
      page([meeting("a")], { query: "we" }),
    );
    expect(state.search).toMatchObject({ query: "week", loaded: false, ids: [] });
  });
});

describe("a snapshot", () => {
  const first = given(
    page([meeting("a"), meeting("b")]),
    event({ type: "participant_joined", meeting_id: "a", participant: person("Ann") }),
  );

  it("replaces who is inside", () => {
    const state = reduce(
      first,
      event({
        type: "snapshot",
        server: { state: "ready", detail: null },
        meetings: [live("b", [person("Bob")])],
      }),
    );
    expect(shown(state)).toEqual({ live: ["b"], earlier: ["a"] });
    expect(state.meetings.get("a")?.num_participants).toBe(0);
    expect(state.server).toEqual({ state: "ready", detail: null });
  });
});

describe("the list", () => {
  it("finds live meetings by title while searching, though no page holds them", () => {
    const state = given(
      event({
        type: "snapshot",
        server: { state: "ready", detail: null },
        meetings: [
          live("a", [person("Ann")], { title: "Weekly" }),
          live("b", [person("Bob")], { title: "Budget" }),
        ],
      }),
      { type: "asked", query: "week" },
      page([], { query: "week" }),
    );
    expect(shown(state).live).toEqual(["a"]);
  });

  it("has a search field once there are many", () => {
    const few = given(page([meeting("a")]));
    expect(isMany(few)).toBe(false);
    expect(isMany(given(page([meeting("a")], { next: "more" })))).toBe(true);
  });
});

describe("undo", () => {
  const made = given(event({ type: "meeting_created", meeting: meeting("new") }));

  it("is possible while nobody has been inside", () => {
    expect(undoOf(made, "new")).toBe("possible");
  });

  it("is over with the first person, also after they left", () => {
    const joined = reduce(
      made,
      event({ type: "participant_joined", meeting_id: "new", participant: person("Ann") }),
    );
    expect(undoOf(joined, "new")).toBe("somebody_joined");
    const left = reduce(
      joined,
      event({ type: "participant_left", meeting_id: "new", identity: "Ann_1" }),
    );
    expect(undoOf(left, "new")).toBe("somebody_joined");
  });

  it("is over with the meeting", () => {
    const state = reduce(made, event({ type: "meeting_deleted", meeting_id: "new" }));
    expect(undoOf(state, "new")).toBe("gone");
  });
});
