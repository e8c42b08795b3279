import { describe, expect, it } from "vitest";
import { meeting, meetingId, person, snapshot } from "./fake.ts";
import { apply, handPlace, hands, type LiveState, unknown } from "./state.ts";
import type { Change } from "./types.ts";

const stateAfter = (...changes: Change[]): LiveState =>
  changes.reduce((state, change) => apply(state, change, meetingId), unknown("ann", "Ann"));

describe("the state of a meeting", () => {
  it("is what the snapshot says, and then what changed", () => {
    const state = stateAfter(
      snapshot({ participants: [person("ann", { role: "host" }), person("bob")] }),
      { type: "participant_left", meeting_id: meetingId, identity: "bob" },
      { type: "participant_joined", meeting_id: meetingId, participant: person("cy") },
      { type: "spotlight", meeting_id: meetingId, identity: "cy" },
    );
    expect([...state.people.keys()]).toEqual(["ann", "cy"]);
    expect(state.me.role).toBe("host");
    expect(state.spotlight).toBe("cy");
    expect(state.phase).toBe("live");
  });

  it("forgets with the next snapshot what happened unseen", () => {
    const state = stateAfter(
      snapshot({ participants: [person("bob", { hand: 1 })], spotlight: "bob" }),
      snapshot({ participants: [person("cy")] }),
    );
    expect([...state.people.keys()]).toEqual(["cy"]);
    expect(state.spotlight).toBeNull();
  });

  it("leaves other meetings alone", () => {
    const before = stateAfter(snapshot({ participants: [person("ann")] }));
    const other: Change[] = [
      { type: "participant_left", meeting_id: "other", identity: "ann" },
      { type: "spotlight", meeting_id: "other", identity: "ann" },
      { type: "meeting_deleted", meeting_id: "other" },
      { type: "meeting_updated", meeting: { ...meeting(), meeting_id: "other", title: "x" } },
    ];
    for (const change of other) expect(apply(before, change, meetingId)).toBe(before);
  });

  it("keeps one's role while one is not listed, but not the hand", () => {
    const state = stateAfter(
      snapshot({ participants: [person("ann", { role: "cohost", hand: 3 })] }),
      snapshot({ participants: [] }),
    );
    expect(state.me).toMatchObject({ role: "cohost", hand: null });
  });

  it("takes the server's clock into account", () => {
    const at = "2026-01-01T12:00:30Z";
    const ending: Change = { type: "ending", meeting_id: meetingId, ending_at: at };
    const skewed = apply(unknown("ann", "Ann"), ending, meetingId, 5_000);
    expect(skewed.endingAt).toBe(Date.parse(at) - 5_000);
    expect(stateAfter(ending, { ...ending, ending_at: null }).endingAt).toBeNull();
  });

  it("ends with the meeting", () => {
    const state = stateAfter(snapshot(), { type: "meeting_deleted", meeting_id: meetingId });
    expect(state).toMatchObject({ phase: "ended", why: "meeting_not_found" });
  });

  it("orders hands by when they went up", () => {
    const state = stateAfter(
      snapshot({
        participants: [
          person("ann", { hand: 7 }),
          person("bob"),
          person("cy", { hand: 2 }),
          person("di", { hand: 11 }),
        ],
      }),
    );
    expect(hands(state).map((each) => each.identity)).toEqual(["cy", "ann", "di"]);
    expect(handPlace(state, "ann")).toBe(2);
    expect(handPlace(state, "bob")).toBeNull();
  });
});
