/** The names that the page uses for what the API answers. */
export type ServerState = "starting" | "ready" | "away" | "failed";

export interface Server {
  state: ServerState;
  detail: string | null;
}

export interface Meeting {
  meeting_id: string;
  title: string | null;
  meeting_link: string;
  created_at: string;
  max_participants: number;
  num_participants: number;
  live_since: string | null;
}

export interface Person {
  sid: string;
  identity: string;
  name: string;
  state: string;
  joined_at: number;
  microphone: boolean;
  camera: boolean;
  screen: boolean;
}

export type LiveEvent =
  | { type: "snapshot"; server: Server; meetings: (Meeting & { participants: Person[] })[] }
  | { type: "server"; server: Server }
  | { type: "meeting_created"; meeting: Meeting }
  | { type: "meeting_updated"; meeting: Meeting }
  | { type: "meeting_deleted"; meeting_id: string }
  | { type: "participant_joined"; meeting_id: string; participant: Person }
  | { type: "participant_updated"; meeting_id: string; participant: Person }
  | { type: "participant_left"; meeting_id: string; identity: string };
