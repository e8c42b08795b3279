/**
 * What goes on in a meeting besides who is inside: who waits, who is in the spotlight, when it ends.
 *
 * Invariant: a room in which nothing goes on is not kept.
 */
import type { LiveMeeting, Waiting } from "../../../api/types.ts";

export interface Room {
  spotlight: string | null;
  /** When the meeting ends for everybody, while that is counted down. */
  endingAt: string | null;
  /** Longest first. */
  waiting: readonly Waiting[];
}

type Rooms = ReadonlyMap<string, Room>;

export const quiet: Room = { spotlight: null, endingAt: null, waiting: [] };

const isQuiet = ({ spotlight, endingAt, waiting }: Room): boolean =>
  spotlight === null && endingAt === null && waiting.length === 0;

export function roomOf(live: LiveMeeting): Room | null {
  const room = {
    spotlight: live.spotlight,
    endingAt: live.ending_at,
    waiting: live.waiting_people,
  };
  return isQuiet(room) ? null : room;
}

export function without(rooms: Rooms, id: string): Rooms {
  if (!rooms.has(id)) return rooms;
  const rest = new Map(rooms);
  rest.delete(id);
  return rest;
}

export function withRoom(rooms: Rooms, id: string, change: Partial<Room>): Rooms {
  const room = { ...(rooms.get(id) ?? quiet), ...change };
  return isQuiet(room) ? without(rooms, id) : new Map(rooms).set(id, room);
}
