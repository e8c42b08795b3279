import { useRef, useSyncExternalStore } from "react";
import type { Live } from "./live.ts";
import type { LiveState } from "./state.ts";

/** A part of the state; renders again only when that part is another. */
export function useLive<T>(live: Live, pick: (state: LiveState) => T): T {
  const last = useRef<{ state: LiveState; pick: typeof pick; value: T } | null>(null);
  return useSyncExternalStore(live.subscribe, () => {
    const state = live.snapshot();
    if (last.current?.state === state && last.current.pick === pick) return last.current.value;
    const value = pick(state);
    const kept = last.current && same(last.current.value, value) ? last.current.value : value;
    last.current = { state, pick, value: kept };
    return kept;
  });
}

/** Lists of the same things count as the same. */
function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  return (
    Array.isArray(a) &&
    Array.isArray(b) &&
    a.length === b.length &&
    a.every((each, index) => Object.is(each, b[index]))
  );
}
