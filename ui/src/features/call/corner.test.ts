import { describe, expect, it } from "vitest";
import { moveCorner, nearestCorner, seenCorner } from "./corner.ts";

describe("corners", () => {
  const room = { width: 800, height: 600 };
  it("takes the nearest one", () => {
    expect(nearestCorner({ x: 100, y: 500 }, room, false)).toBe("end-start");
    expect(nearestCorner({ x: 700, y: 10 }, room, false)).toBe("start-end");
  });
  it("goes where the arrow points, and stays on the screen", () => {
    expect(moveCorner("end-end", "ArrowUp", false)).toBe("start-end");
    expect(moveCorner("start-end", "ArrowLeft", false)).toBe("start-start");
    expect(moveCorner("start-start", "ArrowLeft", false)).toBe("start-start");
    expect(moveCorner("end-end", "Enter", false)).toBeNull();
  });
  it("is mirrored where text runs from right to left", () => {
    expect(nearestCorner({ x: 100, y: 500 }, room, true)).toBe("end-end");
    expect(moveCorner("end-end", "ArrowRight", true)).toBe("end-start");
    expect(seenCorner("end-start", true)).toBe("bottom_right");
    expect(seenCorner("start-start", false)).toBe("top_left");
  });
});
