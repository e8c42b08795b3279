/** Stands in until `cargo xtask generate` writes this file from the API's own document. */
interface Answers<T> {
  200: { headers: Record<string, unknown>; content: { "application/json": T } };
  500: { headers: Record<string, unknown>; content: { "application/json": { detail: string } } };
}

export interface components {
  schemas: {
    Server: { state: string; detail: string | null };
    Meeting: {
      meeting_id: string;
      title: string | null;
      meeting_link: string | null;
      created_at: string;
      max_participants: number;
      num_participants: number;
      live_since: string | null;
    };
    Person: {
      sid: string;
      identity: string;
      name: string;
      state: string;
      joined_at: number;
      microphone: boolean;
      camera: boolean;
      screen: boolean;
    };
    LiveMeeting: components["schemas"]["Meeting"] & {
      participants: components["schemas"]["Person"][];
    };
    Change:
      | {
          type: "snapshot";
          server: components["schemas"]["Server"];
          meetings: components["schemas"]["LiveMeeting"][];
        }
      | { type: "server"; server: components["schemas"]["Server"] }
      | { type: "meeting_created"; meeting: components["schemas"]["Meeting"] }
      | { type: "meeting_updated"; meeting: components["schemas"]["Meeting"] }
      | { type: "meeting_deleted"; meeting_id: string }
      | {
          type: "participant_joined";
          meeting_id: string;
          participant: components["schemas"]["Person"];
        }
      | {
          type: "participant_updated";
          meeting_id: string;
          participant: components["schemas"]["Person"];
        }
      | { type: "participant_left"; meeting_id: string; identity: string };
  };
}

export interface paths {
  "/api/v1/meetings": {
    get: {
      parameters: { query?: { limit?: number; cursor?: string; query?: string } };
      responses: Answers<{
        meetings: components["schemas"]["Meeting"][];
        next_cursor: string | null;
      }>;
    };
  };
  "/api/v1/meetings/create": {
    post: {
      requestBody?: {
        content: {
          "application/json": null | { title?: string | null; max_participants?: number | null };
        };
      };
      responses: Answers<{
        meeting_id: string;
        meeting_link: string;
        created_at: string;
        livekit_url: string;
      }>;
    };
  };
  "/api/v1/meetings/{meeting_id}": {
    patch: {
      parameters: { path: { meeting_id: string } };
      requestBody: {
        content: {
          "application/json": { title?: string | null; max_participants?: number | null };
        };
      };
      responses: Answers<components["schemas"]["Meeting"]>;
    };
    delete: {
      parameters: { path: { meeting_id: string } };
      responses: Answers<{ success: boolean; message: string; meeting_id: string }>;
    };
  };
  "/api/v1/meetings/{meeting_id}/participants/{identity}": {
    delete: {
      parameters: { path: { meeting_id: string; identity: string } };
      responses: Answers<{
        success: boolean;
        message: string;
        meeting_id: string;
        identity: string;
      }>;
    };
  };
}
