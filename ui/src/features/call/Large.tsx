import { Columns2 } from "lucide-react";
import { type CSSProperties, type ReactNode, useRef } from "react";
import { t } from "../../texts/index.ts";
import { identityOf, isScreen, type TileKey } from "./arrange.ts";
import { bestGrid } from "./grid.ts";
import type { Person } from "./people.ts";
import { screenName } from "./Tile.tsx";
import { useSize } from "./useSize.ts";
import type { View } from "./useView.ts";

export interface LargeProps {
  large: readonly TileKey[];
  tabs: readonly TileKey[];
  personOf: (key: TileKey) => Person | undefined;
  view: View;
  seat: (key: TileKey) => ReactNode;
}

/** The large place: one picture, or several side by side, and the choice between them. */
export function Large({ large, tabs, personOf, view, seat }: LargeProps) {
  const place = useRef<HTMLDivElement>(null);
  const grid = bestGrid(large.length, useSize(place));
  const style = {
    "--tile-width": `${grid.width}px`,
    "--tile-height": `${grid.height}px`,
  } as CSSProperties;
  return (
    <div className="large">
      {tabs.length > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
        <div role="group" aria-label={t("call.shown_large")} className="large-tabs">
          {tabs.map((key) => {
            const person = personOf(key);
            return (
              person && (
                <button
                  key={key}
                  type="button"
                  className="large-tab"
                  aria-pressed={large.includes(key)}
                  onClick={() => {
                    view.choose(key);
                    view.setSideBySide(false);
                  }}
                >
                  {isScreen(key) ? screenName(person) : person.name}
                </button>
              )
            );
          })}
          <button
            type="button"
            className="large-tab"
            aria-pressed={view.sideBySide}
            onClick={() => view.setSideBySide(!view.sideBySide)}
          >
            <Columns2 aria-hidden="true" />
            {t("call.side_by_side")}
          </button>
        </div>
      )}
      <div ref={place} className="large-place" style={style}>
        {large.map((key) => (
          <div key={key} className="large-seat" data-of={identityOf(key)}>
            {seat(key)}
          </div>
        ))}
      </div>
    </div>
  );
}
