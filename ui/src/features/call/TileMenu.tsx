import { ChartNoAxesColumn, EllipsisVertical, Maximize, Minimize, Pin, PinOff } from "lucide-react";
import { type RefObject, Suspense, useSyncExternalStore } from "react";
import { ActionMenu, MenuAction } from "../../components/ActionMenu.tsx";
import { t } from "../../texts/index.ts";
import { ShowChoice } from "./coverParts.ts";
import type { Person } from "./people.ts";
import { SelfViewChoices } from "./SelfViewChoices.tsx";
import { screenName } from "./Tile.tsx";

export interface TileMenuProps {
  person: Person;
  screen: boolean;
  pinned: boolean;
  tile: RefObject<HTMLElement | null>;
  onPin: () => void;
  onStats: (identity: string) => void;
}

/** What one can do with one picture, for oneself alone. */
export function TileMenu({ person, screen, pinned, tile, onPin, onStats }: TileMenuProps) {
  const label = t("call.tile_menu", { name: screen ? screenName(person) : person.name });
  return (
    <ActionMenu
      label={label}
      trigger={(props) => (
        <button {...props} type="button" className="tile-more" aria-label={label} title={label}>
          <EllipsisVertical aria-hidden="true" />
        </button>
      )}
    >
      <MenuAction icon={pinned ? <PinOff /> : <Pin />} onPress={onPin}>
        {t(pinned ? "call.unpin" : "call.pin")}
      </MenuAction>
      {document.fullscreenEnabled && <FullScreenAction tile={tile} />}
      <MenuAction icon={<ChartNoAxesColumn />} onPress={() => onStats(person.identity)}>
        {t("call.stats")}
      </MenuAction>
      {person.protection && (
        <Suspense fallback={null}>
          <ShowChoice person={person} />
        </Suspense>
      )}
      {!screen && person.local && <SelfViewChoices />}
      {!screen && !person.local && (
        <div className="action-about">{t(`call.connection_is_${person.quality}`)}</div>
      )}
    </ActionMenu>
  );
}

/** A component of its own: it is rendered when the menu opens, and the tile is on the page by then. */
function FullScreenAction({ tile }: Pick<TileMenuProps, "tile">) {
  const full = useSyncExternalStore(onFullScreenChange, () => isFullScreen(tile.current));
  return (
    <MenuAction
      icon={full ? <Minimize /> : <Maximize />}
      onPress={() => toggleFullScreen(tile.current)}
    >
      {t(full ? "call.leave_full_screen" : "call.full_screen")}
    </MenuAction>
  );
}

function onFullScreenChange(listener: () => void) {
  document.addEventListener("fullscreenchange", listener);
  return () => document.removeEventListener("fullscreenchange", listener);
}

/** `null` is no element: nothing is full screen while `fullscreenElement` is `null`. */
export const isFullScreen = (element: Element | null): boolean =>
  element !== null && document.fullscreenElement === element;

export function toggleFullScreen(element: Element | null) {
  const done = isFullScreen(element) ? document.exitFullscreen() : element?.requestFullscreen();
  // A browser that says no has said so itself.
  done?.catch(() => undefined);
}
