/** The time that a meeting is planned for: in words, and as the fields that change it see it. */
import {
  fromDate,
  getLocalTimeZone,
  toCalendarDateTime,
  type ZonedDateTime,
} from "@internationalized/date";
import type { Meeting } from "../../../api/types.ts";
import { locale, t } from "../../../texts/index.ts";

export type Schedule = NonNullable<Meeting["schedule"]>;

export const lengths = [15, 30, 45, 60, 90, 120, 180, 240, 480] as const;

/** As the API writes times: whole seconds, UTC. */
export const asTime = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, "Z");

const zone = (timeZone?: string) => timeZone ?? getLocalTimeZone();

/** "Tuesday, 24 November 2026, 14:00 – 15:00 CET": with its zone, since it is read elsewhere. */
export function whenWords({ starts_at, minutes }: Schedule, timeZone?: string): string {
  const start = new Date(starts_at);
  const end = new Date(start.getTime() + minutes * 60_000);
  return new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
    timeZone: zone(timeZone),
  }).formatRange(start, end);
}

/** "Tue 24 November, 14:00": short, for whoever sits at this computer. */
export function whenBriefly({ starts_at }: Schedule, now: Date): string {
  const start = new Date(starts_at);
  const sameYear = start.getFullYear() === now.getFullYear();
  return new Intl.DateTimeFormat(locale, {
    weekday: "short",
    day: "numeric",
    month: "long",
    ...(sameYear ? {} : { year: "numeric" }),
    hour: "numeric",
    minute: "2-digit",
  }).format(start);
}

/** "1 hour", "1 hour and 30 minutes" */
export function lengthWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts = [
    ...(hours > 0 ? [t("sharing.hours", { count: hours })] : []),
    ...(rest > 0 || hours === 0 ? [t("sharing.minutes", { count: rest })] : []),
  ];
  return new Intl.ListFormat(locale, { type: "unit", style: "narrow" }).format(parts);
}

/** The next full hour: what most people mean when they have not said yet. */
export function nextHour(now: Date, timeZone?: string): ZonedDateTime {
  const at = fromDate(now, zone(timeZone)).add({ hours: 1 });
  return at.set({ minute: 0, second: 0, millisecond: 0 });
}

export const shownIn = ({ starts_at }: Schedule, timeZone?: string): ZonedDateTime =>
  fromDate(new Date(starts_at), zone(timeZone));

export const scheduleOf = (start: ZonedDateTime, minutes: number): Schedule => ({
  starts_at: asTime(start.toDate()),
  minutes,
});

export const isSame = (one: ZonedDateTime, other: ZonedDateTime): boolean =>
  toCalendarDateTime(one).compare(toCalendarDateTime(other)) === 0;
