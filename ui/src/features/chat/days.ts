/** Which messages stand together, and where a day begins. Pure: the day it is comes from outside. */
import type { Message } from "../live/types.ts";

/** A pause after which the name and the time are said again. */
const together = 5 * 60_000;

export interface Line {
  message: Message;
  /** Midnight of its day where that differs from the day of the line before. */
  day: number | null;
  /** Goes on what the line before began: no name, no time. */
  follows: boolean;
}

export function lines(messages: readonly Message[]): Line[] {
  let before: Message | null = null;
  return messages.map((message) => {
    const day = dayOf(message.sent_at);
    const newDay: boolean = before === null || dayOf(before.sent_at) !== day;
    const follows =
      !newDay &&
      before !== null &&
      before.identity === message.identity &&
      before.name === message.name &&
      message.reply_to === null &&
      Date.parse(message.sent_at) - Date.parse(before.sent_at) < together;
    before = message;
    return { message, day: newDay ? day : null, follows };
  });
}

function dayOf(time: string): number {
  return new Date(time).setHours(0, 0, 0, 0);
}

/** How many days lie between that midnight and now: 0 is today. */
export function daysAgo(midnight: number, now: number): number {
  return Math.round((new Date(now).setHours(0, 0, 0, 0) - midnight) / 86_400_000);
}
