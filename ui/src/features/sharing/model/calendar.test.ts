/** Read back by a parser of the standard that shares no code with what writes. */
import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import type { Meeting } from "../../../api/types.ts";
import { FakeHouse } from "../../../platform/fake/house.ts";
import { calendarFile, fileName } from "./calendar.ts";

const now = new Date("2026-11-22T12:00:00Z");
const link = "https://192.168.1.7:3000/meeting/abc-defg-hij";

function meeting(title: string | null): Meeting {
  return new FakeHouse().add({
    meeting_id: "abc-defg-hij",
    title,
    created_at: "2026-11-20T09:00:00Z",
  });
}

function file(title: string | null, more: { starts_at?: string; notes?: string } = {}): string {
  return calendarFile({
    meeting: meeting(title),
    schedule: { starts_at: more.starts_at ?? "2026-11-24T13:00:00Z", minutes: 90 },
    link,
    notes: more.notes ?? "Come by.",
    now,
  });
}

function read(text: string): ICAL.Event {
  const calendar = new ICAL.Component(ICAL.parse(text));
  expect(calendar.getFirstPropertyValue("version")).toBe("2.0");
  expect(calendar.getFirstPropertyValue("prodid")).toMatch(/Confab/);
  const events = calendar.getAllSubcomponents("vevent");
  expect(events).toHaveLength(1);
  return new ICAL.Event(events[0] as ICAL.Component);
}

const property = (event: ICAL.Event, name: string) => event.component.getFirstPropertyValue(name);

describe("the file for calendars", () => {
  it("says when, for how long, and where", () => {
    const event = read(file("Design review"));
    expect(event.uid).toBe("abc-defg-hij@confab.invalid");
    expect(event.summary).toBe("Design review");
    expect(event.startDate.toJSDate().toISOString()).toBe("2026-11-24T13:00:00.000Z");
    expect(event.duration.toSeconds()).toBe(90 * 60);
    expect(event.location).toBe(link);
    expect(property(event, "url")).toBe(link);
    expect(`${property(event, "dtstamp")}`).toBe("2026-11-22T12:00:00Z");
  });

  it("means the same moment in every zone, over changes of the clock too", () => {
    // In Berlin the clock goes back on 25 October 2026, in New York a week later.
    for (const starts_at of [
      "2026-10-24T22:30:00Z",
      "2026-10-25T00:30:00Z",
      "2026-10-31T12:00:00Z",
    ]) {
      const { startDate } = read(file("Late", { starts_at }));
      expect(startDate.zone?.tzid).toBe("UTC");
      expect(startDate.toJSDate()).toEqual(new Date(starts_at));
    }
  });

  it.each([
    "Budget, part 2; or: “what, again?” \\ the end",
    "Обзор дизайна 🎨 – 設計レビュー",
    "مراجعة التصميم، الجزء الثاني",
    `A very long title ${"that goes on, and on; ".repeat(8)}`.trim(),
    `設${"計".repeat(120)}`,
  ])("keeps the title %s", (title) => {
    const text = file(title);
    expect(read(text).summary).toBe(title);
    // RFC 5545: no line is longer than 75 bytes, and each ends with CRLF.
    const lines = text.split("\r\n");
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    for (const line of lines) {
      expect(new TextEncoder().encode(line).length, line).toBeLessThanOrEqual(75);
      expect(line, "no character is torn apart").not.toContain("\uFFFD");
    }
  });

  it("keeps notes of several lines", () => {
    const notes = "You are invited.\n\nOpen: https://x.example/a,b;c\n• «Avancé…», puis “oui”";
    expect(read(file("A", { notes })).description).toBe(notes);
  });

  it("can't be talked into more properties or events by a title", () => {
    const title = "Evil\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:other";
    const event = read(file(title));
    expect(event.component.getAllProperties("summary")).toHaveLength(1);
    expect(event.summary.replace(/\r?\n/g, "|")).toBe("Evil|END:VEVENT|BEGIN:VEVENT|SUMMARY:other");
  });

  it("made again later counts more than the one before", () => {
    const at = (time: string) =>
      Number(
        property(
          read(
            calendarFile({
              meeting: meeting("A"),
              schedule: { starts_at: "2026-11-24T13:00:00Z", minutes: 30 },
              link,
              notes: "",
              now: new Date(time),
            }),
          ),
          "sequence",
        ),
      );
    expect(at("2026-11-22T12:00:01Z")).toBeGreaterThan(at("2026-11-22T12:00:00Z"));
  });

  it("is called what the meeting is called, as far as file names allow", () => {
    expect(fileName(meeting("Budget: 2027/Q1, “draft”"), "ics")).toBe("Budget 2027 Q1 draft.ics");
    expect(fileName(meeting("設計レビュー"), "ics")).toBe("設計レビュー.ics");
    expect(fileName(meeting("…"), "ics")).toBe("abc-defg-hij.ics");
    expect(fileName(meeting(null), "ics")).toBe("abc defg hij.ics");
  });
});
