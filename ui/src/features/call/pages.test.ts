import { describe, expect, it } from "vitest";
import { bestGrid } from "./grid.ts";
import { gridCapacity, pageOf, stripCapacity } from "./pages.ts";

describe("gridCapacity", () => {
  it.each([
    ["phone", { width: 344, height: 560 }, 8],
    ["phone on its side", { width: 724, height: 300 }, 9],
    ["laptop", { width: 1264, height: 700 }, 25],
    ["wall", { width: 3824, height: 2064 }, 49],
  ])("fills a %s without making faces too small", (_, area, count) => {
    expect(gridCapacity(area)).toBe(count);
    expect(bestGrid(count, area).scrolls).toBe(false);
  });

  it("always has room for somebody", () => {
    expect(gridCapacity({ width: 0, height: 0 })).toBe(1);
    expect(gridCapacity({ width: 100, height: 60 })).toBe(1);
  });
});

describe("stripCapacity", () => {
  it("counts whole tiles, with the gaps between them", () => {
    const tile = { width: 160, height: 90 };
    expect(stripCapacity({ width: 160, height: 286 }, tile, true)).toBe(3);
    expect(stripCapacity({ width: 160, height: 285 }, tile, true)).toBe(2);
    expect(stripCapacity({ width: 344, height: 90 }, tile, false)).toBe(2);
  });
});

describe("pageOf", () => {
  const tiles = ["a", "b", "c", "d", "e"];
  it("cuts into pages", () => {
    expect(pageOf(tiles, 2, 1)).toEqual({ tiles: ["c", "d"], page: 1, pages: 3 });
  });
  it("goes back to the last page when the one that was shown is gone", () => {
    expect(pageOf(tiles, 3, 7)).toEqual({ tiles: ["d", "e"], page: 1, pages: 2 });
    expect(pageOf([], 3, 7)).toEqual({ tiles: [], page: 0, pages: 1 });
  });
});
