/**
 * What stands between an encrypted meeting's call and what LiveKit brings: the seam to `e2ee/`, whose
 * code is fetched for such meetings alone. `null` everywhere else.
 */
import type { Participant, Room, RoomOptions } from "livekit-client";
import { createContext, useContext } from "react";
import type { Cover as ChatCover } from "../live/live.ts";

/**
 * `sealed`: what they send is encrypted; `open`: some of it is not; `foreign`: it is, with another key.
 */
export type Protection = "sealed" | "open" | "foreign";

export interface MediaCover {
  /** For making the room. */
  readonly encryption: RoomOptions["encryption"];
  /**
   * Before the room connects: from here on nothing leaves this page that is not encrypted. Rejects,
   * or calls `onFailed` later, when encryption can't be set up.
   */
  begin(room: Room, onFailed: () => void): Promise<void>;
  /** Of what somebody sends; `null` while they send nothing. */
  protectionOf(participant: Participant): Protection | null;
  /** Not shown and not heard: they send what is not encrypted, and nobody asked for it. */
  hides(participant: Participant): boolean;
  /** Shows what somebody sends without encryption after all, or hides it again. */
  show(identity: string, anyway: boolean): void;
  onChange(listener: () => void): () => void;
  close(): void;
}

/** What seals and opens all that goes to and fro in one call. */
export interface Cover {
  media: MediaCover;
  chat: ChatCover;
}

/** What a page has of an encrypted meeting once it has the key. */
export interface Seal {
  /** What the link to this meeting ends with. */
  fragment: string;
  /** For one call, in which one is known by this identity. */
  cover: (identity: string) => Promise<Cover>;
}

export const CoverContext = createContext<MediaCover | null>(null);
export const useCover = () => useContext(CoverContext);
