import { describe, expect, it } from "vitest";
import { gap } from "./grid.ts";
import { gridPlaces, stripPlaces } from "./measure.ts";

const laptop = { width: 1264, height: 700 };
const phone = { width: 344, height: 560 };

describe("gridPlaces", () => {
  it("leaves room for the page controls only when there are pages", () => {
    const one = gridPlaces(12, laptop, 40);
    expect(one.capacity).toBe(25);
    const many = gridPlaces(60, laptop, 40);
    const rows = Math.ceil(
      many.capacity / Math.floor((laptop.width + gap) / (many.tile.width + gap)),
    );
    expect(rows * (many.tile.height + gap)).toBeLessThanOrEqual(laptop.height - 40);
  });
});

describe("stripPlaces", () => {
  it("goes beside on a wide stage and below on a tall one", () => {
    expect(stripPlaces(3, laptop, 40).kind).toBe("column");
    expect(stripPlaces(3, phone, 40).kind).toBe("row");
  });
  it("never holds more than fits", () => {
    const { tile, capacity } = stripPlaces(20, laptop, 40);
    expect(capacity * (tile.height + gap) - gap).toBeLessThanOrEqual(laptop.height - 40 - gap);
    expect(capacity).toBeGreaterThan(2);
  });
});
