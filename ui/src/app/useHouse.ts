/** The house as the shell tells it; each time it becomes ready, the events begin anew. */
import { useEffect, useState } from "react";
import type { Sharing } from "../api/types.ts";
import type { ChatStore } from "../features/console/model/chats.ts";
import type { MeetingsStore } from "../features/meetings/model/store.ts";
import type { SharingStore } from "../features/sharing/model/store.ts";
import { sentenceOf } from "../platform/api.ts";
import type { House, Platform, Stop } from "../platform/index.ts";
import { followEvents } from "./followEvents.ts";

/** The shell itself does not answer: said like any other failure. */
const unreachable = (detail: string): House => ({
  phase: "failed",
  step: null,
  problem: { detail },
  server: null,
  doors: [],
  can_share_links: false,
});

export interface HouseNow {
  house: House | null;
  /** The event stream is lost and being begun again: what is shown may be out of date. */
  interrupted: boolean;
}

export function useHouse(
  platform: Platform,
  store: MeetingsStore,
  chats: ChatStore,
  sharing: SharingStore,
): HouseNow {
  const [house, setHouse] = useState<House | null>(null);
  const [interrupted, setInterrupted] = useState(false);

  useEffect(() => {
    let over = false;
    let stop: Stop | null = null;
    let heard = false;
    const take = (told: House) => {
      if (over) return;
      setHouse(told);
      if (told.server) store.server(told.server);
    };
    void (async () => {
      stop = await platform.onHouse((told) => {
        heard = true;
        take(told);
      });
      if (over) return stop();
      const told = await platform.house();
      // What was told while asking is newer than the answer.
      if (!heard) take(told);
    })().catch((failure: unknown) => take(unreachable(sentenceOf(failure))));
    return () => {
      over = true;
      stop?.();
    };
  }, [platform, store]);

  const ready = house?.phase === "ready";
  useEffect(() => {
    if (!ready) return;
    const stop = followEvents(platform, {
      hear: (event) => {
        store.hear(event);
        chats.hear(event);
        sharing.hear(event);
        if (event.type === "snapshot" && sharing.sharing() === null) {
          void sharing.read().catch(() => undefined);
        }
      },
      onInterrupted: (now) => {
        setInterrupted(now);
        // The list itself can be had without events.
        if (now && !store.state().all.loaded) void store.load();
      },
    });
    return () => {
      stop();
      setInterrupted(false);
    };
  }, [ready, platform, store, chats, sharing]);

  // Where links lead changed: those that are known are asked for anew.
  useEffect(() => {
    let led = leads(sharing.sharing());
    return sharing.subscribe(() => {
      const now = leads(sharing.sharing());
      if (led !== null && now !== led) void store.relink().catch(() => undefined);
      led = now;
    });
  }, [store, sharing]);

  return { house, interrupted };
}

const leads = (sharing: Sharing | null): string | null =>
  sharing && `${sharing.scope} ${sharing.link_base ?? ""}`;
