/** How many tiles fit, and which of them are on which page. Pure. */
import { type Area, bestGrid, gap } from "./grid.ts";

/** Room for one face that can still be read. */
const room = 24_000;
/** More pictures at once than this help nobody, and most computers can't play them. */
const most = { usual: 25, wall: 49 };
const wall = 2_400;

export function gridCapacity(area: Area): number {
  if (area.width <= 0 || area.height <= 0) return 1;
  const limit = area.width >= wall ? most.wall : most.usual;
  const wanted = Math.max(2, Math.min(limit, Math.round((area.width * area.height) / room)));
  let count = wanted;
  while (count > 1 && bestGrid(count, area).scrolls) count -= 1;
  return count;
}

/** A column beside the large picture, or a row below it. */
export function stripCapacity(area: Area, tile: Area, down: boolean): number {
  const [length, each] = down ? [area.height, tile.height] : [area.width, tile.width];
  return each > 0 ? Math.max(1, Math.floor((length + gap) / (each + gap))) : 1;
}

export interface Page<T> {
  tiles: readonly T[];
  page: number;
  pages: number;
}

/** A page that is not there any more becomes the last one. */
export function pageOf<T>(tiles: readonly T[], capacity: number, wanted: number): Page<T> {
  const fit = Math.max(1, capacity);
  const pages = Math.max(1, Math.ceil(tiles.length / fit));
  const page = Math.min(Math.max(0, wanted), pages - 1);
  return { tiles: tiles.slice(page * fit, (page + 1) * fit), page, pages };
}
