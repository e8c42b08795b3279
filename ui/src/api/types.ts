/** The page's names for what the API answers and announces. */
import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];

export type Server = Schemas["Server"];
export type Role = "guest" | "cohost" | "host";
export type Who = "everyone" | "hosts";

/** What a meeting's host has decided about it. */
export interface Rules {
  locked: boolean;
  lobby: boolean;
  microphones_locked: boolean;
  who_shares: Who;
  who_chats: Who;
}

export type Meeting = Schemas["Meeting"] & { rules: Rules; waiting: number };

export type Person = Schemas["Person"] & {
  role: Role;
  /** Set while a hand is up: who has the lower number raised it earlier. */
  hand: number | null;
};

/** Somebody who waits to be let in. */
export interface Waiting {
  waiting_id: string;
  name: string;
  since: string;
}

export type LiveMeeting = Meeting & {
  participants: Person[];
  spotlight: string | null;
  ending_at: string | null;
  waiting_people: Waiting[];
};

export interface ChatFile {
  file_id: string;
  name: string;
  size: number;
  preview: boolean;
}

export interface Message {
  /** Its place in the order of what was said. */
  id: number;
  identity: string | null;
  name: string;
  role: Role;
  text: string;
  sent_at: string;
  reply_to: number | null;
  reactions: Record<string, string[]>;
  deleted: boolean;
  file: ChatFile | null;
  key: string | null;
}

export type LiveEvent =
  | { type: "snapshot"; server: Server; meetings: LiveMeeting[] }
  | { type: "server"; server: Server }
  | { type: "meeting_created" | "meeting_updated"; meeting: Meeting }
  | { type: "meeting_deleted"; meeting_id: string }
  | {
      type: "participant_joined" | "participant_updated";
      meeting_id: string;
      participant: Person;
    }
  | { type: "participant_left"; meeting_id: string; identity: string }
  | { type: "spotlight"; meeting_id: string; identity: string | null }
  | { type: "ending"; meeting_id: string; ending_at: string | null }
  | { type: "waiting"; meeting_id: string; waiting_people: Waiting[] }
  | { type: "asked"; meeting_id: string; identity: string; what: string; by: string }
  | { type: "moderated"; meeting_id: string; identity: string | null; what: string; by: string }
  | { type: "reaction"; meeting_id: string; identity: string; name: string; emoji: string }
  | { type: "chat_message" | "chat_updated"; meeting_id: string; message: Message }
  | { type: "chat_cleared"; meeting_id: string };
