import { describe, expect, it } from "vitest";
import { message } from "../live/fake.ts";
import { daysAgo, lines } from "./days.ts";

const at = (day: number, hour: number, minute: number) =>
  new Date(2026, 0, day, hour, minute).toISOString();

describe("messages under each other", () => {
  it("stand together while one person goes on", () => {
    const found = lines([
      message(1, { sent_at: at(1, 12, 0) }),
      message(2, { sent_at: at(1, 12, 4) }),
      message(3, { sent_at: at(1, 12, 10) }),
      message(4, { sent_at: at(1, 12, 11), identity: "cy", name: "Cy" }),
      message(5, { sent_at: at(1, 12, 12), identity: "cy", name: "Cy", reply_to: 1 }),
    ]);
    expect(found.map((line) => line.follows)).toEqual([false, true, false, false, false]);
  });

  it("say the day where it changes", () => {
    const found = lines([
      message(1, { sent_at: at(1, 23, 59) }),
      message(2, { sent_at: at(2, 0, 1) }),
      message(3, { sent_at: at(2, 0, 2) }),
    ]);
    expect(found.map((line) => line.day !== null)).toEqual([true, true, false]);
    expect(found[1]?.follows).toBe(false);
    const midnight = new Date(2026, 0, 1).getTime();
    expect(daysAgo(midnight, new Date(2026, 0, 1, 23, 0).getTime())).toBe(0);
    expect(daysAgo(midnight, new Date(2026, 0, 2, 0, 1).getTime())).toBe(1);
  });
});
