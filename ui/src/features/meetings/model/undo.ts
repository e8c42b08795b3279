/** When "New meeting" can be taken back: as long as nobody has been inside. */
import type { MeetingsState } from "./state.ts";

export type Undo = "possible" | "somebody_joined" | "gone";

export function undoOf(state: MeetingsState, id: string): Undo {
  if (state.gone.has(id)) return "gone";
  const meeting = state.meetings.get(id);
  if (state.visited.has(id) || (meeting?.num_participants ?? 0) > 0) return "somebody_joined";
  return "possible";
}
