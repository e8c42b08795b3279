/**
 * Keeps the window's event stream open. A stream that does not begin is tried again, with growing pauses,
 * and the window says meanwhile that what it shows may be out of date.
 */
import type { LiveEvent } from "../api/types.ts";
import type { Platform, Stop } from "../platform/index.ts";

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

export interface Following {
  hear: (event: LiveEvent) => void;
  /** Told at each change, and at the beginning. */
  onInterrupted: (interrupted: boolean) => void;
  /** Tests hand in their own. */
  wait?: (milliseconds: number) => Promise<void>;
}

export function followEvents(
  platform: Pick<Platform, "watch">,
  { hear, onInterrupted, wait = pause }: Following,
): Stop {
  let over = false;
  let stop: Stop | null = null;
  const begin = async (): Promise<void> => {
    for (let failures = 0; !over; failures += 1) {
      try {
        const began = await platform.watch(
          (event) => {
            if (!over) hear(event);
          },
          (interrupted) => {
            if (!over) onInterrupted(interrupted);
          },
        );
        if (over) return began();
        stop = began;
        return;
      } catch {
        if (over) return;
        onInterrupted(true);
        await wait(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 8)));
      }
    }
  };
  void begin();
  return () => {
    over = true;
    stop?.();
  };
}

const pause = (milliseconds: number) =>
  new Promise<void>((resume) => setTimeout(resume, milliseconds));
