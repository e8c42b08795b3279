/**
 * What the call page shows of chat, hands and reactions, in one value: the seam to the features that
 * live on the meeting's event stream. `nothing` hides their buttons.
 */
import { createContext, useContext } from "react";

export interface Talk {
  /** Which of the buttons there are. */
  chat: boolean;
  people: boolean;
  hands: boolean;
  reactions: boolean;
  /** Messages that came while the chat was closed. */
  unread: number;
  /** Who has a hand up, and how many came before them (1 is next). */
  raised: ReadonlyMap<string, number>;
  /** Who the host shows to everybody. */
  spotlight: string | null;
  raiseHand: (raised: boolean) => void;
}

export const nothing: Talk = {
  chat: false,
  people: false,
  hands: false,
  reactions: false,
  unread: 0,
  raised: new Map(),
  spotlight: null,
  raiseHand: () => undefined,
};

export const TalkContext = createContext<Talk>(nothing);
export const useTalk = () => useContext(TalkContext);
