import { describe, expect, it } from "vitest";
import { arrange, cameraOf, type Somebody, screenOf, type Wishes } from "./arrange.ts";

const me: Somebody = { identity: "me", local: true, sharing: false };
const person = (identity: string, sharing = false): Somebody => ({
  identity,
  local: false,
  sharing,
});

const plan = (wishes: Partial<Wishes>) =>
  arrange({
    people: [person("ann"), person("bob"), me],
    layout: "grid",
    selfView: "auto",
    pinned: null,
    spotlight: null,
    speaker: null,
    chosen: null,
    sideBySide: false,
    ...wishes,
  });

describe("arrange", () => {
  it("shows everybody alike in the grid", () => {
    expect(plan({})).toEqual({
      large: [],
      tabs: [],
      small: [cameraOf("ann"), cameraOf("bob"), cameraOf("me")],
      corner: null,
    });
  });

  it("gives the speaker the large place, and nobody twice", () => {
    const { large, small } = plan({ layout: "speaker", speaker: "bob" });
    expect(large).toEqual([cameraOf("bob")]);
    expect(small).toEqual([cameraOf("ann"), cameraOf("me")]);
  });

  it("lets the host's choice win over the speaker, and one's own pin over both", () => {
    const wishes = { layout: "speaker", speaker: "bob", spotlight: "ann" } as const;
    expect(plan(wishes).large).toEqual([cameraOf("ann")]);
    expect(plan({ ...wishes, pinned: cameraOf("bob") }).large).toEqual([cameraOf("bob")]);
  });

  it("does not show me to myself when the host shows me to everybody", () => {
    expect(plan({ spotlight: "me" }).large).toEqual([]);
  });

  it("forgets a pin on somebody who left, or on a screen that is shared no more", () => {
    expect(plan({ pinned: cameraOf("cy") }).large).toEqual([]);
    expect(plan({ pinned: screenOf("ann") }).large).toEqual([]);
  });

  it("shows one of several screens and offers the others", () => {
    const people = [person("ann", true), person("bob", true), me];
    expect(plan({ people })).toMatchObject({
      large: [screenOf("bob")],
      tabs: [screenOf("ann"), screenOf("bob")],
    });
    expect(plan({ people, chosen: screenOf("ann") }).large).toEqual([screenOf("ann")]);
    expect(plan({ people, sideBySide: true }).large).toEqual([screenOf("ann"), screenOf("bob")]);
  });

  it("keeps my own screen small", () => {
    const { large, small } = plan({ people: [person("ann"), { ...me, sharing: true }] });
    expect(large).toEqual([]);
    expect(small[0]).toBe(screenOf("me"));
  });

  it("lets me float in a corner while there is one other person", () => {
    expect(plan({ people: [person("ann"), me] })).toMatchObject({
      small: [cameraOf("ann")],
      corner: cameraOf("me"),
    });
  });

  it("hides me where I want it so, unless there is nobody else to see", () => {
    expect(plan({ selfView: "hidden" })).toMatchObject({
      small: [cameraOf("ann"), cameraOf("bob")],
      corner: null,
    });
    expect(plan({ people: [me], selfView: "hidden" }).small).toEqual([cameraOf("me")]);
    expect(plan({ people: [me], selfView: "corner" }).small).toEqual([cameraOf("me")]);
  });
});
