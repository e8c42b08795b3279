/** Where on the stage what goes, in pixels. Pure: sizes and counts in, sizes and counts out. */
import { type Area, bestGrid, gap } from "./grid.ts";
import { gridCapacity, stripCapacity } from "./pages.ts";

export interface Places {
  /** Beside the large picture, below it, or all there is. */
  kind: "grid" | "column" | "row";
  tile: Area;
  capacity: number;
}

const clamp = (low: number, value: number, high: number) => Math.max(low, Math.min(value, high));

/** `pager`: the height that the page controls take when there is more than one page. */
export function gridPlaces(count: number, area: Area, pager: number): Places {
  let room = area;
  let capacity = gridCapacity(area);
  if (count > capacity) {
    room = { width: area.width, height: Math.max(0, area.height - pager - gap) };
    capacity = gridCapacity(room);
  }
  // Every page has tiles of one size: nothing changes size under one's eyes.
  const { width, height } = bestGrid(Math.min(count, capacity), room);
  return { kind: "grid", tile: { width, height }, capacity };
}

export function stripPlaces(count: number, area: Area, pager: number): Places {
  const down = area.width >= area.height;
  const width = down
    ? clamp(140, area.width * 0.18, Math.max(280, area.width * 0.14))
    : clamp(112, area.width * 0.37, 240);
  const tile = { width: Math.floor(width), height: Math.floor((width * 9) / 16) };
  let capacity = stripCapacity(area, tile, down);
  if (down && count > capacity) {
    const room = { width: area.width, height: area.height - pager - gap };
    capacity = stripCapacity(room, tile, true);
  }
  return { kind: down ? "column" : "row", tile, capacity };
}
