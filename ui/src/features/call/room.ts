/** LiveKit's room as this page sets it up, whether it is connected before the click on Join or after it. */
import {
  LogLevel,
  type ReconnectContext,
  type ReconnectPolicy,
  Room,
  type RoomConnectOptions,
  RoomEvent,
  setLogLevel,
  supportsVP9,
} from "livekit-client";
import { captureSize, choices } from "../prejoin/memory.ts";
import type { MediaCover } from "./cover.ts";

/** A crashed server is back in about a second; a lost network may take longer than any back-off likes. */
export const patience = 100_000;
export const cadence = 300;

export const evenly: ReconnectPolicy = {
  nextRetryDelayInMs: ({ elapsedMs, retryCount }: ReconnectContext) =>
    elapsedMs > patience ? null : retryCount === 0 ? cadence / 3 : cadence,
};

/** What was chosen until now, as LiveKit wants to hear it. */
function devicesChosen() {
  const chosen = choices();
  const size = captureSize();
  return {
    audioCaptureDefaults: {
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
      ...(chosen.microphoneId ? { deviceId: chosen.microphoneId } : {}),
    },
    videoCaptureDefaults: {
      resolution: { width: size.width, height: size.height, frameRate: size.frameRate },
      ...(chosen.cameraId ? { deviceId: chosen.cameraId } : {}),
    },
    ...(chosen.speakerId ? { audioOutput: { deviceId: chosen.speakerId } } : {}),
  };
}

export function makeRoom(cover: MediaCover | null = null): Room {
  setLogLevel(LogLevel.silent);
  const room = new Room({
    adaptiveStream: true,
    dynacast: true,
    // One connection for both ways: it stands before the click on Join, whereas one of its own for
    // what the others send would only be made after it.
    singlePeerConnection: true,
    reconnectPolicy: evenly,
    ...devicesChosen(),
    // Everybody must be able to show what is encrypted: LiveKit makes no copy of it in another codec.
    publishDefaults: { simulcast: true, videoCodec: cover ? "vp8" : videoCodec() },
    ...(cover ? { encryption: cover.encryption } : {}),
  });
  // Whoever comes back from a lost connection makes two. On one, each of the others who come back as
  // well costs a round of agreeing on everything: four browsers on two cores took 14 s instead of 8.
  room.once(RoomEvent.Connected, () => {
    room.options.singlePeerConnection = false;
  });
  return room;
}

/** For a room that was made a while ago: other devices may have been chosen since. */
export function recall(room: Room) {
  const { speakerId } = choices();
  const before = room.getActiveDevice("audiooutput") ?? "";
  Object.assign(room.options, devicesChosen());
  if (speakerId && speakerId !== before) {
    // One that is gone by now: the system's own does.
    void room.switchActiveDevice("audiooutput", speakerId).catch(() => undefined);
  }
}

/** Computers with fewer cores than this are better off with the codec that costs less to make. */
const manyCores = 8;

/**
 * VP9 is sharper for the same bitrate and costs about twice the work to encode; browsers that can't
 * show it get a VP8 copy, made only while one of them is there.
 */
export const videoCodec = () =>
  navigator.hardwareConcurrency >= manyCores && supportsVP9() ? "vp9" : "vp8";

export function connectOptions(serverUrl: string): RoomConnectOptions {
  const ours = new URL(serverUrl).host === location.host;
  return {
    websocketTimeout: 8_000,
    // Our own server is reached directly: nothing is asked of public STUN servers.
    ...(ours ? { rtcConfig: { iceServers: [] } } : {}),
  };
}
