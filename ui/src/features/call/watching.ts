/**
 * Only pictures that somebody looks at are received; sound always is. A picture that leaves the page
 * is let go after a moment, so that turning back and forth costs nothing. What an encrypted meeting
 * hides is let go at once.
 */
import {
  type RemoteParticipant,
  type RemoteTrackPublication,
  type Room,
  RoomEvent,
  Track,
} from "livekit-client";
import { cameraOf, screenOf, type TileKey } from "./arrange.ts";
import type { MediaCover } from "./cover.ts";
import { sentAs } from "./media.ts";

const patience = 1_500;

export class Watching {
  /** Nothing is let go before the page has said for the first time what it shows. */
  private seen: ReadonlySet<TileKey> | null = null;
  private readonly leaving = new Map<string, ReturnType<typeof setTimeout>>();

  private readonly uncover: (() => void) | undefined;

  constructor(
    private readonly room: Room,
    private readonly cover: MediaCover | null = null,
  ) {
    this.uncover = cover?.onChange(() => this.apply());
    room.on(RoomEvent.TrackPublished, this.onPublished).on(RoomEvent.Reconnected, this.apply);
  }

  close() {
    this.uncover?.();
    this.room
      .off(RoomEvent.TrackPublished, this.onPublished)
      .off(RoomEvent.Reconnected, this.apply);
    for (const timer of this.leaving.values()) clearTimeout(timer);
    this.leaving.clear();
  }

  see(keys: ReadonlySet<TileKey>) {
    this.seen = keys;
    this.apply();
  }

  private readonly apply = () => {
    for (const participant of this.room.remoteParticipants.values()) {
      for (const publication of participant.trackPublications.values()) {
        this.settle(publication as RemoteTrackPublication, participant);
      }
    }
  };

  private readonly onPublished = (
    publication: RemoteTrackPublication,
    participant: RemoteParticipant,
  ) => this.settle(publication, participant);

  private wanted(publication: RemoteTrackPublication, participant: RemoteParticipant): boolean {
    if (!this.seen || publication.kind !== Track.Kind.Video) return true;
    const key =
      sentAs(publication) === "screen"
        ? screenOf(participant.identity)
        : cameraOf(participant.identity);
    return this.seen.has(key);
  }

  private settle(publication: RemoteTrackPublication, participant: RemoteParticipant) {
    const id = publication.trackSid;
    if (this.cover?.hides(participant)) {
      if (publication.isDesired) publication.setSubscribed(false);
    } else if (this.wanted(publication, participant)) {
      clearTimeout(this.leaving.get(id));
      this.leaving.delete(id);
      if (!publication.isDesired) publication.setSubscribed(true);
    } else if (publication.isDesired && !this.leaving.has(id)) {
      const timer = setTimeout(() => {
        this.leaving.delete(id);
        if (!this.wanted(publication, participant)) publication.setSubscribed(false);
      }, patience);
      this.leaving.set(id, timer);
    }
  }
}
