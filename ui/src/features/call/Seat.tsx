import { memo, useRef } from "react";
import { isScreen, type TileKey } from "./arrange.ts";
import type { Person } from "./people.ts";
import { ScreenTile, Tile } from "./Tile.tsx";
import { TileMenu } from "./TileMenu.tsx";

export interface SeatProps {
  tile: TileKey;
  person: Person;
  pinned: boolean;
  hand?: number;
  spotlit?: boolean;
  onPin: (key: TileKey | null) => void;
  onStats: (identity: string) => void;
}

/** One tile with its menu. */
export const Seat = memo(function Seat({
  tile,
  person,
  pinned,
  hand,
  spotlit,
  onPin,
  onStats,
}: SeatProps) {
  const place = useRef<HTMLDivElement>(null);
  const screen = isScreen(tile);
  const togglePin = () => onPin(pinned ? null : tile);
  const menu = (
    <TileMenu
      person={person}
      screen={screen}
      pinned={pinned}
      tile={place}
      onPin={togglePin}
      onStats={onStats}
    />
  );
  return screen ? (
    <ScreenTile ref={place} person={person} pinned={pinned} onDoubleClick={togglePin}>
      {menu}
    </ScreenTile>
  ) : (
    <Tile
      ref={place}
      person={person}
      pinned={pinned}
      hand={hand}
      spotlit={spotlit}
      onDoubleClick={togglePin}
    >
      {menu}
    </Tile>
  );
});
