/** What everything beside the pictures works with: the meeting's stream, its chat, and the call itself. */
import { createContext, useContext } from "react";
import type { People } from "../call/people.ts";
import type { Session } from "../call/session.ts";
import type { Chat } from "../chat/store.ts";
import type { Listen, Live } from "./live.ts";

export interface Meeting {
  live: Live;
  chat: Chat;
  session: Session;
  people: People;
  /** Changes since the stream was opened, for what shows notices: its code is loaded later. */
  noticing: Listen;
}

export const MeetingContext = createContext<Meeting | null>(null);

export function useMeeting(): Meeting {
  const meeting = useContext(MeetingContext);
  if (!meeting) throw new Error("There is no meeting around this.");
  return meeting;
}
