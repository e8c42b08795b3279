import { describe, expect, it } from "vitest";
import { nextSpeaker } from "./speaker.ts";

const people = (...speaking: string[]) =>
  ["ann", "bob", "me"].map((identity) => ({
    identity,
    local: identity === "me",
    speaking: speaking.includes(identity),
  }));

describe("nextSpeaker", () => {
  it("follows whoever speaks, but not oneself", () => {
    expect(nextSpeaker("ann", people("bob"))).toBe("bob");
    expect(nextSpeaker("ann", people("me"))).toBe("ann");
  });
  it("interrupts nobody, and stays in silence", () => {
    expect(nextSpeaker("bob", people("ann", "bob"))).toBe("bob");
    expect(nextSpeaker("bob", people())).toBe("bob");
  });
  it("finds somebody when the speaker left", () => {
    expect(nextSpeaker("cy", people())).toBe("ann");
    expect(nextSpeaker("cy", [])).toBeNull();
  });
});
