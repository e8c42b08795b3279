/**
 * Parts of a page whose code comes when they are first shown. A lost network must not end the call:
 * a failed fetch is repeated with back-off, and the fallback is shown for as long.
 */
import { type ComponentType, lazy } from "react";

const firstPause = 300;
const longestPause = 5_000;

/** Resolves with what `load` gives in the end; never rejects. */
export async function insist<T>(
  load: () => Promise<T>,
  rest: (milliseconds: number) => Promise<void> = pause,
): Promise<T> {
  for (let wait = firstPause; ; wait = Math.min(longestPause, wait * 2)) {
    try {
      return await load();
    } catch {
      await rest(wait);
    }
  }
}

// biome-ignore lint/suspicious/noExplicitAny: as React's own `lazy` has it
export const lazily = <T extends ComponentType<any>>(load: () => Promise<{ default: T }>) =>
  lazy(() => insist(load));

/** Shorter where the network comes back meanwhile. */
function pause(milliseconds: number): Promise<void> {
  return new Promise((resume) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      resume();
    };
    const timer = setTimeout(done, milliseconds);
    addEventListener("online", done);
  });
}
