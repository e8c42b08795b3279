import { type CSSProperties, type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { arrange, identityOf, type TileKey } from "./arrange.ts";
import { Corner } from "./Corner.tsx";
import { Large } from "./Large.tsx";
import { gridPlaces, type Places, stripPlaces } from "./measure.ts";
import { Pager } from "./Pager.tsx";
import { type Page, pageOf } from "./pages.ts";
import type { Person } from "./people.ts";
import { usePrefs } from "./prefs.ts";
import { Seat } from "./Seat.tsx";
import { useTalk } from "./talk.ts";
import { useOrder } from "./useOrder.ts";
import { useSize } from "./useSize.ts";
import type { View } from "./useView.ts";
import "./stage.css";

export interface StageProps {
  people: readonly Person[];
  speaker: string | null;
  view: View;
  /** Told whenever other pictures are on the screen. */
  onSee: (keys: ReadonlySet<TileKey>) => void;
  onStats: (identity: string) => void;
}

/** As tall as its buttons, which grow for fingers and on walls. */
const coarse = matchMedia("(pointer: coarse)");
const wall = matchMedia("(min-width: 2400px) and (min-height: 1300px)");
const pagerHeight = () => (wall.matches ? 52 : coarse.matches ? 44 : 32);

/** Where the pictures are: which ones, how large, on which page. */
export function Stage({ people, speaker, view, onSee, onStats }: StageProps) {
  const { layout, selfView } = usePrefs();
  const { spotlight, raised } = useTalk();
  const place = useRef<HTMLDivElement>(null);
  const area = useSize(place);
  const [first, setFirst] = useState(Number.POSITIVE_INFINITY);
  const others = useOrder(people, first, view.page > 0);
  const me = people.find((person) => person.local);
  // Oneself last, as one looks at the others; but never on a later page.
  const shown = useMemo(() => {
    const at = Math.min(others.length, Math.max(0, first - 1));
    return me ? [...others.slice(0, at), me, ...others.slice(at)] : others;
  }, [others, me, first]);

  const plan = arrange({
    people: shown,
    layout,
    selfView,
    pinned: view.pinned,
    spotlight,
    speaker,
    chosen: view.chosen,
    sideBySide: view.sideBySide,
  });
  const beside = plan.large.length > 0;
  const count = plan.small.length;
  const places = (beside ? stripPlaces : gridPlaces)(count, area, pagerHeight());
  const page = pageOf(plan.small, places.capacity, view.page);
  const room = page.pages > 1 ? places.capacity : Number.POSITIVE_INFINITY;
  // Before there is a size, nothing is known of pages: one's own tile would jump.
  useEffect(() => {
    if (area.width > 0) setFirst(room);
  }, [room, area.width]);

  const seen = [...plan.large, ...page.tiles, ...(plan.corner ? [plan.corner] : [])].join("\n");
  useEffect(() => onSee(new Set(seen.split("\n") as TileKey[])), [seen, onSee]);
  // A page that is gone must not come back by itself when somebody joins.
  const { page: wanted, turnTo } = view;
  useEffect(() => {
    if (area.width > 0 && wanted !== page.page) turnTo(page.page);
  }, [wanted, page.page, turnTo, area.width]);

  const known = new Map(people.map((person) => [person.identity, person]));
  const personOf = (key: TileKey) => known.get(identityOf(key));
  const seat = (key: TileKey) => {
    const person = personOf(key);
    return (
      person && (
        <Seat
          key={key}
          tile={key}
          person={person}
          pinned={view.pinned === key}
          hand={raised.get(person.identity)}
          spotlit={spotlight === person.identity}
          onPin={view.pin}
          onStats={onStats}
        />
      )
    );
  };

  return (
    <div ref={place} className="stage" data-kind={places.kind}>
      {beside && (
        <Large large={plan.large} tabs={plan.tabs} personOf={personOf} view={view} seat={seat} />
      )}
      {count > 0 && (
        <Small places={places} page={page} onTurn={view.turnTo}>
          {page.tiles.map(seat)}
        </Small>
      )}
      {plan.corner && <Corner>{seat(plan.corner)}</Corner>}
    </div>
  );
}

function Small({
  places,
  page,
  onTurn,
  children,
}: {
  places: Places;
  page: Page<TileKey>;
  onTurn: (page: number) => void;
  children: ReactNode;
}) {
  const style = {
    "--tile-width": `${places.tile.width}px`,
    "--tile-height": `${places.tile.height}px`,
  } as CSSProperties;
  return (
    <div className="small" style={style}>
      <div className="tiles" data-full={page.pages > 1 || undefined}>
        {children}
      </div>
      {page.pages > 1 && <Pager page={page.page} pages={page.pages} onTurn={onTurn} />}
    </div>
  );
}
