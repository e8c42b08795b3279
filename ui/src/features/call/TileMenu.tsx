import { ChartNoAxesColumn, EllipsisVertical, Maximize, Minimize, Pin, PinOff } from "lucide-react";
import { type RefObject, Suspense } from "react";
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
      {document.fullscreenEnabled && (
        <MenuAction
          icon={document.fullscreenElement === tile.current ? <Minimize /> : <Maximize />}
          onPress={() => toggleFullScreen(tile.current)}
        >
          {t(
            document.fullscreenElement === tile.current
              ? "call.leave_full_screen"
              : "call.full_screen",
          )}
        </MenuAction>
      )}
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

export function toggleFullScreen(element: Element | null) {
  const done =
    document.fullscreenElement === element
      ? document.exitFullscreen()
      : element?.requestFullscreen();
  // A browser that says no has said so itself.
  done?.catch(() => undefined);
}
