import { describe, expect, it } from "vitest";
import { meetingId, person, snapshot } from "../live/fake.ts";
import { apply, unknown } from "../live/state.ts";
import { powers, rows } from "./rows.ts";

const state = apply(
  unknown("ann", "Ann"),
  snapshot({
    spotlight: "di",
    participants: [
      person("di", { hand: 9 }),
      person("zoe"),
      person("hal", { role: "host" }),
      person("bob", { hand: 4 }),
      person("ann"),
      person("cy"),
    ],
  }),
  meetingId,
);

describe("the list of people", () => {
  it("begins with oneself, then hands in their order, then hosts, then names", () => {
    const found = rows(state, []);
    expect(found.map((row) => row.identity)).toEqual(["ann", "bob", "di", "hal", "cy", "zoe"]);
    expect(found.map((row) => row.hand)).toEqual([null, 1, 2, null, null, null]);
    expect(found.find((row) => row.spotlit)?.identity).toBe("di");
  });

  it("believes the call about microphones before the app", () => {
    const seen = [{ identity: "cy", microphone: false, filming: false, sharing: true }];
    const found = rows(state, seen);
    expect(found.find((row) => row.identity === "cy")).toMatchObject({
      microphone: false,
      camera: false,
      screen: true,
    });
    expect(found.find((row) => row.identity === "zoe")?.microphone).toBe(true);
  });

  it("offers what each role may do", () => {
    const [me, , , host, cy] = rows(state, []);
    if (!me || !host || !cy) throw new Error("six rows");
    expect(powers("guest", cy)).toEqual({ any: false, remove: false, rename: false, role: false });
    expect(powers("cohost", cy)).toEqual({ any: true, remove: true, rename: true, role: false });
    expect(powers("cohost", host)).toMatchObject({ remove: false, rename: false, role: false });
    expect(powers("host", cy)).toMatchObject({ remove: true, role: true });
    expect(powers("host", me)).toMatchObject({ remove: false, role: false });
  });
});
