/** How many columns make the largest tiles. Pure: sizes in, sizes out. */

export interface Grid {
  columns: number;
  rows: number;
  width: number;
  height: number;
  /** The tiles would be too small to see: the grid scrolls instead. */
  scrolls: boolean;
}

export interface Area {
  width: number;
  height: number;
}

export const gap = 8;
const widest = 16 / 9;
/** Narrower than this cuts too much off a landscape camera; a phone held upright may be narrower. */
const narrowest = { landscape: 0.8, portrait: 3 / 4 };
const smallest = { width: 130, height: 88 };

/** The largest tile of a bearable shape inside a cell. */
function tileIn(cell: Area, portrait: boolean): Area {
  const low = portrait ? narrowest.portrait : narrowest.landscape;
  const ratio = Math.min(widest, Math.max(low, cell.width / cell.height));
  const width = Math.min(cell.width, cell.height * ratio);
  return { width, height: Math.min(cell.height, width / ratio) };
}

export function bestGrid(count: number, area: Area): Grid {
  const { width, height } = area;
  if (count <= 0 || width <= 0 || height <= 0) {
    return { columns: 1, rows: 1, width: 0, height: 0, scrolls: false };
  }
  // Alone one fills the place: nothing to compare with, and no bars beside the picture.
  if (count === 1) return { columns: 1, rows: 1, width, height, scrolls: false };

  const portrait = height > width;
  let best: Grid | null = null;
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = Math.ceil(count / columns);
    const cell = {
      width: (width - gap * (columns - 1)) / columns,
      height: (height - gap * (rows - 1)) / rows,
    };
    if (cell.width <= 0 || cell.height <= 0) continue;
    const tile = tileIn(cell, portrait);
    if (!best || tile.width * tile.height > best.width * best.height + 1) {
      best = { columns, rows, ...floor(tile), scrolls: false };
    }
  }
  if (best && best.width >= smallest.width && best.height >= smallest.height) return best;

  const columns = Math.max(1, Math.floor((width + gap) / (smallest.width + gap)));
  const tileWidth = (width - gap * (columns - 1)) / columns;
  return {
    columns,
    rows: Math.ceil(count / columns),
    ...floor({ width: tileWidth, height: Math.max(smallest.height, tileWidth * 0.75) }),
    scrolls: true,
  };
}

const floor = ({ width, height }: Area): Area => ({
  width: Math.floor(width),
  height: Math.floor(height),
});
