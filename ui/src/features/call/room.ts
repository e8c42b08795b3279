/** LiveKit's room as this page sets it up, whether it is connected before the click on Join or after it. */
import {
  LogLevel,
  type ReconnectContext,
  type ReconnectPolicy,
  Room,
  type RoomConnectOptions,
  setLogLevel,
} from "livekit-client";
import { captureSize, choices } from "../prejoin/memory.ts";

/** A crashed server is back in about a second; a lost network may take longer than any back-off likes. */
export const patience = 100_000;
export const cadence = 300;

export const evenly: ReconnectPolicy = {
  nextRetryDelayInMs: ({ elapsedMs, retryCount }: ReconnectContext) =>
    elapsedMs > patience ? null : retryCount === 0 ? cadence / 3 : cadence,
};

export function makeRoom(): Room {
  setLogLevel(LogLevel.silent);
  const chosen = choices();
  const size = captureSize();
  return new Room({
    adaptiveStream: true,
    dynacast: true,
    reconnectPolicy: evenly,
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
    publishDefaults: { simulcast: true },
  });
}

export function connectOptions(serverUrl: string): RoomConnectOptions {
  const ours = new URL(serverUrl).host === location.host;
  return {
    websocketTimeout: 8_000,
    // Our own server is reached directly: nothing is asked of public STUN servers.
    ...(ours ? { rtcConfig: { iceServers: [] } } : {}),
  };
}
