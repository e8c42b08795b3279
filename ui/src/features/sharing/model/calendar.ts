/**
 * A meeting as a calendar understands it: one event (RFC 5545), with the link where calendars look for it.
 *
 * Times are written in UTC, so that no zone has to be described and every calendar shows its own.
 */
import ical from "ical-generator";
import type { Meeting } from "../../../api/types.ts";
import { nameOf } from "../../meetings/model/words.ts";

export interface CalendarEvent {
  meeting: Meeting;
  schedule: NonNullable<Meeting["schedule"]>;
  link: string;
  /** What stands in the event's notes. */
  notes: string;
  /** When this file is made: of two files about one meeting the later one counts. */
  now: Date;
}

export function calendarFile({ meeting, schedule, link, notes, now }: CalendarEvent): string {
  const start = new Date(schedule.starts_at);
  const calendar = ical({ prodId: { company: "Confab", product: "Confab", language: "EN" } });
  calendar.createEvent({
    id: `${meeting.meeting_id}@confab.invalid`,
    start,
    end: new Date(start.getTime() + schedule.minutes * 60_000),
    stamp: now,
    sequence: Math.floor((now.getTime() - Date.parse(meeting.created_at)) / 1000),
    summary: nameOf(meeting),
    location: link,
    url: link,
    description: notes,
    alarms: [],
  });
  return calendar.toString();
}

/** What a file about this meeting is called; the shell makes it harmless once more. */
export function fileName(meeting: Meeting, extension: string): string {
  const name = nameOf(meeting)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return `${name || meeting.meeting_id}.${extension}`;
}
