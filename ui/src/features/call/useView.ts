import { useState } from "react";
import type { TileKey } from "./arrange.ts";

/** How one person looks at this one call: what is pinned, chosen, turned to. */
export interface View {
  pinned: TileKey | null;
  pin: (key: TileKey | null) => void;
  chosen: TileKey | null;
  choose: (key: TileKey) => void;
  sideBySide: boolean;
  setSideBySide: (on: boolean) => void;
  page: number;
  turnTo: (page: number) => void;
}

export function useView(): View {
  const [pinned, pin] = useState<TileKey | null>(null);
  const [chosen, choose] = useState<TileKey | null>(null);
  const [sideBySide, setSideBySide] = useState(false);
  const [page, setPage] = useState(0);
  return {
    pinned,
    pin,
    chosen,
    choose,
    sideBySide,
    setSideBySide,
    page,
    turnTo: (next) => setPage(Math.max(0, next)),
  };
}
