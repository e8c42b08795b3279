/** Everybody's sound: one audio element per remote track, made and thrown away with it. */
import {
  type RemoteTrack,
  type RemoteTrackPublication,
  type Room,
  RoomEvent,
  Track,
} from "livekit-client";

export class Sound {
  private readonly place = document.createElement("div");

  constructor(private readonly room: Room) {
    this.place.hidden = true;
    document.body.append(this.place);
    room.on(RoomEvent.TrackSubscribed, this.add).on(RoomEvent.TrackUnsubscribed, this.remove);
  }

  close() {
    this.room
      .off(RoomEvent.TrackSubscribed, this.add)
      .off(RoomEvent.TrackUnsubscribed, this.remove);
    this.place.remove();
  }

  private readonly add = (track: RemoteTrack, _publication: RemoteTrackPublication) => {
    if (track.kind === Track.Kind.Audio) this.place.append(track.attach());
  };

  private readonly remove = (track: RemoteTrack) => {
    if (track.kind !== Track.Kind.Audio) return;
    for (const element of track.detach()) element.remove();
  };
}
