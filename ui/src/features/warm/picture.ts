/**
 * The first picture from the others. Publishing waits for it: both at once cost the picture that
 * somebody who joins is waiting for 100 to 300 ms.
 */
import {
  type RemoteParticipant,
  type RemoteTrack,
  type Room,
  RoomEvent,
  Track,
} from "livekit-client";

/** After this the others have waited long enough to see the new one. */
const limit = 1_000;

/** Resolves with the first frame of anybody, at once where nobody sends one, at last after `limit`. */
export function firstPicture(room: Room): Promise<void> {
  if (!anyPicture(room)) return Promise.resolve();
  return new Promise((resolve) => {
    const players: HTMLVideoElement[] = [];
    const done = () => {
      clearTimeout(timer);
      room
        .off(RoomEvent.TrackSubscribed, watch)
        .off(RoomEvent.Disconnected, done)
        .off(RoomEvent.ParticipantDisconnected, look);
      for (const player of players) player.srcObject = null;
      resolve();
    };
    const watch = (track: RemoteTrack | undefined) => {
      if (track?.kind !== Track.Kind.Video) return;
      const player = document.createElement("video");
      player.muted = true;
      player.playsInline = true;
      player.autoplay = true;
      player.srcObject = new MediaStream([track.mediaStreamTrack]);
      player.onloadeddata = done;
      players.push(player);
    };
    const look = () => {
      if (!anyPicture(room)) done();
    };
    const timer = setTimeout(done, limit);
    room
      .on(RoomEvent.TrackSubscribed, watch)
      .on(RoomEvent.Disconnected, done)
      .on(RoomEvent.ParticipantDisconnected, look);
    for (const sender of room.remoteParticipants.values()) {
      if (!sendsPicture(sender)) continue;
      for (const { track } of sender.videoTrackPublications.values()) watch(track);
    }
  });
}

/** Whether anybody else sends one. */
export function anyPicture(room: Room): boolean {
  return [...room.remoteParticipants.values()].some(sendsPicture);
}

function sendsPicture(participant: RemoteParticipant): boolean {
  return [...participant.videoTrackPublications.values()].some((video) => !video.isMuted);
}
