import { type CSSProperties, useMemo, useRef } from "react";
import { bestGrid } from "./grid.ts";
import type { Person } from "./people.ts";
import { ScreenTile, Tile } from "./Tile.tsx";
import { useSize } from "./useSize.ts";
import "./stage.css";

/** Where the pictures are. A shared screen takes the large place, people go beside or below it. */
export function Stage({ people }: { people: readonly Person[] }) {
  const screens = people.filter((person) => person.screen);
  const shown = screens.filter((person) => !person.local).at(-1) ?? screens.at(-1);
  const others = screens.filter((person) => person !== shown);
  return (
    <div className="stage" data-screen-shown={shown ? true : undefined}>
      {shown && (
        <div className="stage-large">
          <ScreenTile person={shown} />
        </div>
      )}
      <Tiles people={people} screens={others} beside={Boolean(shown)} />
    </div>
  );
}

function Tiles({
  people,
  screens,
  beside,
}: {
  people: readonly Person[];
  screens: readonly Person[];
  beside: boolean;
}) {
  const place = useRef<HTMLDivElement>(null);
  const area = useSize(place);
  const count = people.length + screens.length;
  const grid = useMemo(() => bestGrid(count, area), [count, area]);
  const style = beside
    ? undefined
    : ({ "--tile-width": `${grid.width}px`, "--tile-height": `${grid.height}px` } as CSSProperties);
  return (
    <div
      ref={place}
      className={beside ? "strip" : "grid"}
      data-scrolls={(!beside && grid.scrolls) || undefined}
      style={style}
    >
      {screens.map((person) => (
        <ScreenTile key={`screen ${person.identity}`} person={person} />
      ))}
      {people.map((person) => (
        <Tile key={person.identity} person={person} />
      ))}
    </div>
  );
}
