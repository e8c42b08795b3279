import { describe, expect, it } from "vitest";
import { follow, surface } from "./order.ts";

describe("surface", () => {
  const order = ["a", "b", "c", "d", "e"];
  it("moves nobody while those on the first page speak", () => {
    expect(surface(order, ["b"], new Map(), 3)).toBe(order);
  });
  it("brings a speaker from a later page to the place of who was silent longest", () => {
    const spokeAt = new Map([
      ["a", 30],
      ["b", 10],
      ["c", 20],
    ]);
    expect(surface(order, ["e"], spokeAt, 3)).toEqual(["a", "e", "c", "d", "b"]);
  });
  it("takes no place from somebody who speaks too", () => {
    expect(surface(order, ["a", "b", "c", "e"], new Map(), 3)).toEqual(order);
  });
});

describe("follow", () => {
  it("keeps places, appends newcomers, drops who left", () => {
    expect(follow(["a", "b", "c"], ["c", "d", "a"])).toEqual(["a", "c", "d"]);
  });
  it("stays the same where nothing changed", () => {
    const order = ["a", "b"];
    expect(follow(order, ["b", "a"])).toBe(order);
  });
});
