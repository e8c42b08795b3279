/** The four corners, as one moves between them. Pure; "start" is where a line of text begins. */
import type { Corner } from "./prefs.ts";

interface Point {
  x: number;
  y: number;
}

export function nearestCorner(
  at: Point,
  room: { width: number; height: number },
  rtl: boolean,
): Corner {
  const block = at.y < room.height / 2 ? "start" : "end";
  const inline = at.x < room.width / 2 !== rtl ? "start" : "end";
  return `${block}-${inline}`;
}

/** Where an arrow key leads; null for every other key. */
export function moveCorner(corner: Corner, key: string, rtl: boolean): Corner | null {
  const inline = corner.endsWith("start") ? "start" : "end";
  const block = corner.startsWith("start") ? "start" : "end";
  switch (key) {
    case "ArrowUp":
      return `start-${inline}`;
    case "ArrowDown":
      return `end-${inline}`;
    case "ArrowLeft":
      return `${block}-${rtl ? "end" : "start"}`;
    case "ArrowRight":
      return `${block}-${rtl ? "start" : "end"}`;
    default:
      return null;
  }
}

/** What a person calls it. */
export function seenCorner(corner: Corner, rtl: boolean) {
  const block = corner.startsWith("start") ? "top" : "bottom";
  const inline = corner.endsWith("start") !== rtl ? "left" : "right";
  return `${block}_${inline}` as const;
}
