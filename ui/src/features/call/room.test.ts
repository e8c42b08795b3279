import { describe, expect, it } from "vitest";
import { evenly, patience } from "./room.ts";

describe("trying again", () => {
  const delay = (elapsedMs: number, retryCount: number) =>
    evenly.nextRetryDelayInMs({ elapsedMs, retryCount });

  it("keeps an even beat, however long it takes", () => {
    expect(delay(1_000, 3)).toBe(delay(89_000, 250));
    expect(delay(89_000, 250)).toBe(300);
  });

  it("tries for at least as long as the server keeps the seat", () => {
    expect(patience).toBeGreaterThan(90_000);
    expect(delay(patience + 1, 400)).toBeNull();
  });
});
