import { describe, expect, it } from "vitest";
import { asTime, lengthWords, nextHour, scheduleOf, shownIn } from "./when.ts";

const berlin = "Europe/Berlin";

describe("a time", () => {
  it("that is shown and kept unchanged stays the same moment, whatever the clock does", () => {
    // Half past two comes twice in Berlin on 25 October 2026.
    for (const starts_at of [
      "2026-10-25T00:30:00Z",
      "2026-10-25T01:30:00Z",
      "2027-03-28T01:00:00Z",
    ]) {
      const schedule = { starts_at, minutes: 45 };
      expect(scheduleOf(shownIn(schedule, berlin), 45)).toEqual(schedule);
    }
  });

  it("is suggested at the next full hour", () => {
    expect(asTime(nextHour(new Date("2026-11-22T22:20:31.5Z"), berlin).toDate())).toBe(
      "2026-11-22T23:00:00Z",
    );
    // Kathmandu's clocks are three quarters of an hour off.
    expect(asTime(nextHour(new Date("2026-11-22T22:20:00Z"), "Asia/Kathmandu").toDate())).toBe(
      "2026-11-22T23:15:00Z",
    );
  });

  it("says how long", () => {
    expect([15, 60, 90, 480].map(lengthWords)).toEqual([
      "15 minutes",
      "1 hour",
      "1 hour 30 minutes",
      "8 hours",
    ]);
  });
});
