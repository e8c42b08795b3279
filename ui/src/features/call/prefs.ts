/**
 * How somebody likes the call to look and to behave, remembered for every later call in this browser.
 * Who is pinned is not among it: that belongs to one call.
 */
import { useSyncExternalStore } from "react";

export type Layout = "grid" | "speaker";
/** `auto`: in a corner while there is one other person, else among the others. */
export type SelfView = "auto" | "grid" | "corner" | "hidden";
export type Corner = "start-start" | "start-end" | "end-start" | "end-end";

export interface Prefs {
  layout: Layout;
  selfView: SelfView;
  corner: Corner;
  /** V, H, C, P and ? do something. */
  singleKeys: boolean;
  /** A muted microphone stays open, sending nothing, so that the page can say "you are muted". */
  noticeTalking: boolean;
}

const key = "confab.call";

export const usual: Prefs = {
  layout: "grid",
  selfView: "auto",
  corner: "end-end",
  singleKeys: true,
  noticeTalking: true,
};

const allowed: { [Name in keyof Prefs]: readonly Prefs[Name][] } = {
  layout: ["grid", "speaker"],
  selfView: ["auto", "grid", "corner", "hidden"],
  corner: ["start-start", "start-end", "end-start", "end-end"],
  singleKeys: [true, false],
  noticeTalking: [true, false],
};

/** What was stored, as far as it still means something. */
export function parsePrefs(text: string | null): Prefs {
  let found: Record<string, unknown> = {};
  try {
    found = JSON.parse(text ?? "{}") ?? {};
  } catch {
    return usual;
  }
  const sound = Object.entries(found).filter(([name, value]) =>
    (allowed[name as keyof Prefs] as readonly unknown[] | undefined)?.includes(value),
  );
  return { ...usual, ...Object.fromEntries(sound) };
}

function stored(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // Private windows and strict settings.
  }
}

let now: Prefs | undefined;
const listeners = new Set<() => void>();

export function prefs(): Prefs {
  now ??= parsePrefs(stored());
  return now;
}

export function prefer(change: Partial<Prefs>) {
  now = { ...prefs(), ...change };
  try {
    localStorage.setItem(key, JSON.stringify(now));
  } catch {
    // Full or forbidden: the choice holds until the page goes.
  }
  for (const listener of listeners) listener();
}

export function onPrefs(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export const usePrefs = () => useSyncExternalStore(onPrefs, prefs);
