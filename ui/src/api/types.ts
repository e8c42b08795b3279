/** The page's names for what the API answers and announces. */
import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];

export type Server = Schemas["Server"];
export type Role = Schemas["Role"];
export type Rules = Schemas["Rules"];
export type Meeting = Schemas["Meeting"];
export type Person = Schemas["Person"];
export type Waiting = Schemas["Waiting"];
export type LiveMeeting = Schemas["LiveMeeting"];

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
  | Schemas["Change"]
  | { type: "chat_message" | "chat_updated"; meeting_id: string; message: Message }
  | { type: "chat_cleared"; meeting_id: string };
