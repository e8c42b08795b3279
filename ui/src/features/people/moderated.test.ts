import { describe, expect, it } from "vitest";
import { meeting, meetingId, person, snapshot } from "../live/fake.ts";
import { apply, unknown } from "../live/state.ts";
import type { Change } from "../live/types.ts";
import { moderatedWords, rulesWords } from "./moderated.ts";

const state = apply(
  unknown("ann", "Ann"),
  snapshot({
    participants: [
      person("ann", { name: "Ann" }),
      person("bob", { name: "Bob", role: "cohost" }),
      person("hal", { name: "Hal", role: "host" }),
      person("ann_2", { name: "Ann", role: "cohost" }),
      person("bob_2", { name: "Bob" }),
    ],
  }),
  meetingId,
);

const moderated = (what: string, identity: string | null, by: string | null = "hal") => {
  const name = by === null ? undefined : state.people.get(by)?.name;
  const change: Extract<Change, { type: "moderated" }> = {
    type: "moderated",
    meeting_id: meetingId,
    identity,
    what,
    by: name ?? "The host",
    by_identity: by,
  };
  return moderatedWords(state, change);
};

describe("being moderated", () => {
  it("is said to whom it concerns, and by whom it was done", () => {
    expect(moderated("muted", "ann")).toBe("The host muted you.");
    expect(moderated("muted", "ann", "bob")).toBe("Bob muted you.");
    expect(moderated("muted", "ann", null)).toBe("The host muted you.");
    expect(moderated("camera_stopped", "ann")).toContain("camera");
    expect(moderated("muted", "bob")).toBeNull();
    expect(moderated("something new", "ann")).toBeNull();
  });

  it("tells who sent media as something else, and those who moderate", () => {
    expect(moderated("media_muted", "ann", "Confab")).toContain("You were muted because");
    expect(moderated("media_muted", "bob", "Confab"), "a guest is not told").toBeNull();
    const bob = apply(
      unknown("bob", "Bob"),
      snapshot({
        participants: [person("ann", { name: "Ann" }), person("bob", { role: "cohost" })],
      }),
      meetingId,
    );
    for (const what of ["media_muted", "media_removed"]) {
      const change = { type: "moderated", meeting_id: meetingId, identity: "ann", what, by: "" };
      const words = moderatedWords(bob, change as Extract<Change, { type: "moderated" }>);
      expect(words).toContain("Ann was");
    }
  });

  it("tells everybody of what was done to everybody, but not who did it", () => {
    expect(moderated("muted", null)).toBe("The host muted everybody.");
    expect(moderated("muted", null, "ann")).toBeNull();
  });

  it("is decided by identity where names are the same", () => {
    expect(moderated("muted", null, "ann_2")).toBe("Ann muted everybody.");
    expect(moderated("muted", "ann", "bob_2")).toBe("The host muted you.");
  });

  it("says which rule changed, and nothing of the others", () => {
    const { rules } = meeting();
    expect(rulesWords(rules, rules)).toEqual([]);
    expect(rulesWords(rules, { ...rules, locked: true, lobby: true })).toEqual([]);
    expect(rulesWords(rules, { ...rules, who_chats: "hosts" })).toEqual([
      "The host closed the chat for guests.",
    ]);
    expect(rulesWords({ ...rules, microphones_locked: true }, rules)).toEqual([
      "You can unmute yourself again.",
    ]);
  });
});
