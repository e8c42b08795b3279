import { describe, expect, it } from "vitest";
import { bestGrid, gap } from "./grid.ts";

const sizes = [
  { width: 1424, height: 804 },
  { width: 344, height: 660 },
  { width: 304, height: 490 },
  { width: 724, height: 290 },
  { width: 3824, height: 2064 },
];

describe("bestGrid", () => {
  it("fills the place with one person", () => {
    expect(bestGrid(1, { width: 800, height: 600 })).toMatchObject({ width: 800, height: 600 });
  });

  it("puts two beside each other on a laptop and above each other on a phone", () => {
    expect(bestGrid(2, { width: 1424, height: 804 }).columns).toBe(2);
    expect(bestGrid(2, { width: 344, height: 660 })).toMatchObject({ columns: 1, rows: 2 });
  });

  it("never leaves its area, unless it says that it scrolls", () => {
    for (const area of sizes) {
      for (let count = 1; count <= 60; count += 1) {
        const { columns, rows, width, height, scrolls } = bestGrid(count, area);
        expect(columns * width + (columns - 1) * gap).toBeLessThanOrEqual(area.width);
        if (!scrolls) expect(rows * height + (rows - 1) * gap).toBeLessThanOrEqual(area.height);
        expect(columns * rows).toBeGreaterThanOrEqual(count);
      }
    }
  });

  it("keeps tiles in a shape that faces fit into", () => {
    for (const area of sizes) {
      for (let count = 2; count <= 60; count += 1) {
        const { width, height } = bestGrid(count, area);
        expect(width / height).toBeGreaterThan(0.7);
        expect(width / height).toBeLessThan(1.85);
      }
    }
  });

  it("scrolls rather than show tiles too small to see", () => {
    const grid = bestGrid(50, { width: 304, height: 490 });
    expect(grid.scrolls).toBe(true);
    expect(grid.columns).toBe(2);
    expect(grid.width).toBeGreaterThanOrEqual(130);
  });

  it("shows nothing where there is no room", () => {
    expect(bestGrid(3, { width: 0, height: 0 })).toMatchObject({ width: 0, height: 0 });
    expect(bestGrid(0, { width: 100, height: 100 })).toMatchObject({ width: 0 });
  });
});
