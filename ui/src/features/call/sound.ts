/**
 * Everybody's sound: one audio element per remote track, made and thrown away with it. Only microphones
 * and the sound of screens are played: see media.ts.
 */
import {
  type RemoteTrack,
  type RemoteTrackPublication,
  type Room,
  RoomEvent,
  Track,
} from "livekit-client";
import { sentAs } from "./media.ts";

export class Sound {
  private readonly place = document.createElement("div");

  constructor(private readonly room: Room) {
    this.place.hidden = true;
    document.body.append(this.place);
    room.on(RoomEvent.TrackSubscribed, this.add).on(RoomEvent.TrackUnsubscribed, this.remove);
    // A connection that stood before the click may bring sound before this listens.
    for (const person of room.remoteParticipants.values()) {
      for (const publication of person.trackPublications.values()) {
        if (publication.track) this.add(publication.track, publication);
      }
    }
  }

  close() {
    this.room
      .off(RoomEvent.TrackSubscribed, this.add)
      .off(RoomEvent.TrackUnsubscribed, this.remove);
    this.place.remove();
  }

  private readonly add = (track: RemoteTrack, publication: RemoteTrackPublication) => {
    const { kind, source, isMuted } = publication;
    const sent = sentAs({ kind, source, isMuted, track });
    if (sent === "microphone" || sent === "screen_audio") this.place.append(track.attach());
  };

  private readonly remove = (track: RemoteTrack) => {
    if (track.kind !== Track.Kind.Audio) return;
    for (const element of track.detach()) element.remove();
  };
}
