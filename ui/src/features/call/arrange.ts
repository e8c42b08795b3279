/**
 * Who is large, who is small, and what there is to choose from. Pure: facts in, a plan out.
 *
 * Large is, in this order: what one pinned oneself; shared screens and whom the host shows to
 * everybody (one of them at a time, or all of them side by side); in the speaker's layout whoever
 * speaks. One's own screen never takes the large place by itself: it would show itself in itself.
 */
import type { Layout, SelfView } from "./prefs.ts";

export type TileKey = `camera ${string}` | `screen ${string}`;

export const cameraOf = (identity: string): TileKey => `camera ${identity}`;
export const screenOf = (identity: string): TileKey => `screen ${identity}`;
export const identityOf = (key: TileKey) => key.slice("camera ".length);
export const isScreen = (key: TileKey) => key.startsWith("screen ");

export interface Somebody {
  identity: string;
  local: boolean;
  sharing: boolean;
}

export interface Wishes {
  /** In the order in which they are shown. */
  people: readonly Somebody[];
  layout: Layout;
  selfView: SelfView;
  pinned: TileKey | null;
  /** Whom the host shows to everybody. */
  spotlight: string | null;
  speaker: string | null;
  /** The one among several that was asked for. */
  chosen: TileKey | null;
  sideBySide: boolean;
}

export interface Arrangement {
  large: readonly TileKey[];
  /** What could be large, where there is a choice. */
  tabs: readonly TileKey[];
  small: readonly TileKey[];
  /** Oneself, floating over the others. */
  corner: TileKey | null;
}

export function arrange(wishes: Wishes): Arrangement {
  const { people, pinned, chosen, sideBySide } = wishes;
  const me = people.find((person) => person.local);
  const others = people.filter((person) => !person.local);
  const has = (key: TileKey) =>
    people.some(
      (person) => person.identity === identityOf(key) && (!isScreen(key) || person.sharing),
    );

  const candidates: TileKey[] = others
    .filter((person) => person.sharing)
    .map((person) => screenOf(person.identity));
  const shown = others.find((person) => person.identity === wishes.spotlight);
  if (shown) candidates.push(cameraOf(shown.identity));

  let large: TileKey[] = [];
  let tabs: TileKey[] = [];
  if (pinned && has(pinned)) {
    large = [pinned];
  } else if (candidates.length > 0) {
    const one = chosen && candidates.includes(chosen) ? chosen : candidates.at(-1);
    large = sideBySide || !one ? candidates : [one];
    tabs = candidates.length > 1 ? candidates : [];
  } else if (wishes.layout === "speaker") {
    const speaker = others.find((person) => person.identity === wishes.speaker) ?? others[0];
    if (speaker) large = [cameraOf(speaker.identity)];
  }

  const mine = me && cameraOf(me.identity);
  const ownScreen = me?.sharing ? [screenOf(me.identity)] : [];
  const small = [...ownScreen, ...people.map((person) => cameraOf(person.identity))].filter(
    (key) => !large.includes(key),
  );
  if (!mine || !small.includes(mine)) return { large, tabs, small, corner: null };

  const without = small.filter((key) => key !== mine);
  const lonely = without.length === 0 && large.length === 0;
  const floats =
    wishes.selfView === "corner" || (wishes.selfView === "auto" && others.length === 1);
  if (lonely) return { large, tabs, small, corner: null };
  if (wishes.selfView === "hidden") return { large, tabs, small: without, corner: null };
  if (floats) return { large, tabs, small: without, corner: mine };
  return { large, tabs, small, corner: null };
}
