/** What the event stream and the routes of one meeting carry, as a page reads it. */

export type Role = "guest" | "cohost" | "host";
export type Who = "everyone" | "hosts";

export interface Rules {
  locked: boolean;
  lobby: boolean;
  microphones_locked: boolean;
  who_shares: Who;
  who_chats: Who;
}

export interface Person {
  identity: string;
  name: string;
  state: string;
  joined_at: number;
  microphone: boolean;
  camera: boolean;
  screen: boolean;
  role: Role;
  /** Lower means earlier; null while the hand is down. */
  hand: number | null;
}

export interface Waiting {
  waiting_id: string;
  name: string;
  since: string;
}

export interface Meeting {
  meeting_id: string;
  title: string | null;
  rules: Rules;
}

export interface LiveMeeting extends Meeting {
  participants: Person[];
  spotlight: string | null;
  ending_at: string | null;
  waiting_people: Waiting[];
}

export interface FileOfMessage {
  file_id: string;
  name: string;
  size: number;
  preview: boolean;
}

export interface Message {
  /** Grows with every message of the meeting: the order of the chat. */
  id: number;
  /** Null where the app itself spoke for the host. */
  identity: string | null;
  name: string;
  role: Role;
  text: string;
  sent_at: string;
  reply_to: number | null;
  reactions: Record<string, string[]>;
  deleted: boolean;
  file: FileOfMessage | null;
  /** Only its author is told. */
  key: string | null;
}

export type Moderation =
  | "muted"
  | "camera_stopped"
  | "screen_stopped"
  | "renamed"
  | "cohost"
  | "guest"
  | "hand_lowered";

export type Change =
  | { type: "snapshot"; meetings: LiveMeeting[] }
  | { type: "server"; server: { state: string; detail: string | null } }
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
  | {
      type: "asked";
      meeting_id: string;
      identity: string;
      what: "unmute" | "stop_screen";
      by: string;
    }
  | {
      type: "moderated";
      meeting_id: string;
      /** Null: everybody. */
      identity: string | null;
      what: Moderation | (string & {});
      by: string;
    }
  | { type: "reaction"; meeting_id: string; identity: string; name: string; emoji: string }
  | { type: "chat_message" | "chat_updated"; meeting_id: string; message: Message }
  | { type: "chat_cleared"; meeting_id: string };
