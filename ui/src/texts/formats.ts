/** Numbers, times and lists as people write them where the reader lives. */
import { isolated, language, locale } from "./index.ts";

/** British English has no comma before "and", and nobody is surprised by that. */
const listing = new Intl.ListFormat(language === "en" ? "en-GB" : locale, { type: "conjunction" });
const numbers = new Intl.NumberFormat(locale);
const clock = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" });

/** "Ann, Bob and Cy" */
export const list = (parts: readonly string[]): string => listing.format(parts.map(isolated));

export const number = (value: number): string => numbers.format(value);

/** "14:02", or as clocks are read here. */
export const time = (at: Date): string => clock.format(at);

/** "9 March" of this year, "9 Mar 2025" of another. */
export function date(at: Date, now: Date): string {
  const sameYear = at.getFullYear() === now.getFullYear();
  return new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: sameYear ? "long" : "short",
    ...(sameYear ? {} : { year: "numeric" }),
  }).format(at);
}

const steps = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** "3.4 MB", "12 bytes" */
export function bytes(size: number): string {
  const step = size < 1 ? 0 : Math.min(Math.floor(Math.log10(size) / 3), steps.length - 1);
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: steps[step] ?? "byte",
    // The short form of a byte knows no plural.
    unitDisplay: step === 0 ? "long" : "short",
    maximumFractionDigits: step === 0 ? 0 : 1,
  }).format(size / 1000 ** step);
}
