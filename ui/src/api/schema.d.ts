/** Stands in until `npm run` generates this file from `openapi.json`. */
import type { Meeting } from "./types.ts";

interface Failed {
  content: { "application/json": { detail: string } };
}
interface Ok<T> {
  content: { "application/json": T };
}

export interface paths {
  "/meetings": {
    get: {
      parameters: { query?: { limit?: number; cursor?: string; query?: string } };
      responses: { 200: Ok<{ meetings: Meeting[]; next_cursor: string | null }>; 500: Failed };
    };
  };
  "/meetings/create": {
    post: {
      requestBody?: {
        content: { "application/json": { title?: string | null; max_participants?: number } };
      };
      responses: {
        200: Ok<{
          meeting_id: string;
          meeting_link: string;
          created_at: string;
          livekit_url: string;
        }>;
        500: Failed;
      };
    };
  };
  "/meetings/{meeting_id}": {
    patch: {
      parameters: { path: { meeting_id: string } };
      requestBody: {
        content: { "application/json": { title?: string | null; max_participants?: number } };
      };
      responses: { 200: Ok<Meeting>; 404: Failed; 422: Failed };
    };
    delete: {
      parameters: { path: { meeting_id: string } };
      responses: {
        200: Ok<{ success: boolean; message: string; meeting_id: string }>;
        404: Failed;
      };
    };
  };
  "/meetings/{meeting_id}/participants/{identity}": {
    delete: {
      parameters: { path: { meeting_id: string; identity: string } };
      responses: {
        200: Ok<{ success: boolean; message: string; meeting_id: string; identity: string }>;
        404: Failed;
      };
    };
  };
}
