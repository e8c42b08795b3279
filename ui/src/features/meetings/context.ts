/** The store and the house, for everything inside the window. */
import { createContext, useContext, useSyncExternalStore } from "react";
import type { House } from "../../platform/index.ts";
import type { HostDeeds } from "../console/deeds.ts";
import type { ChatStore } from "../console/model/chats.ts";
import type { SharingStore } from "../sharing/model/store.ts";
import type { MeetingsState } from "./model/state.ts";
import type { MeetingsStore } from "./model/store.ts";

export interface Place {
  store: MeetingsStore;
  chats: ChatStore;
  sharing: SharingStore;
  /** What a host does in a meeting. */
  host: HostDeeds;
  house: House | null;
  /** Events are lost and being begun again: what is shown may be out of date. */
  interrupted: boolean;
}

const Here = createContext<Place | null>(null);

export const PlaceProvider = Here.Provider;

export function usePlace(): Place {
  const place = useContext(Here);
  if (!place) throw new Error("usePlace needs a PlaceProvider above it");
  return place;
}

export function useMeetings(): MeetingsState {
  const { store } = usePlace();
  return useSyncExternalStore(store.subscribe, store.state);
}
