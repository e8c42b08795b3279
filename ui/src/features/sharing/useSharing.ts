/** How sharing stands, for everything inside the window. */
import { useSyncExternalStore } from "react";
import type { Sharing } from "../../api/types.ts";
import { usePlace } from "../meetings/context.ts";

export function useSharing(): Sharing | null {
  const { sharing } = usePlace();
  return useSyncExternalStore(sharing.subscribe, sharing.sharing);
}
