/** Below 760 px one page is shown at a time: the list, or one meeting. */
import { useSyncExternalStore } from "react";

const narrow = () => window.matchMedia("(width < 760px)");

const subscribe = (listener: () => void) => {
  const query = narrow();
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
};

export const isNarrow = (): boolean => narrow().matches;

export const useNarrow = (): boolean => useSyncExternalStore(subscribe, isNarrow);
