/**
 * The blurred background in the call: on the track that is sent, before a frame of it is. Where it
 * can't start these throw `BlurFailed`.
 */
import type { LocalVideoTrack, VideoCaptureOptions } from "livekit-client";
import { choices } from "../prejoin/memory.ts";
import { loadBlur } from "./background.ts";
import type { Blur } from "./blur.ts";

/** Blurs what this track shows, with what runs on it already if there is such. */
export async function cover(track: LocalVideoTrack, ready: Blur | null = null): Promise<void> {
  await track.setProcessor(ready ?? new (await loadBlur()).Blur());
}

export async function uncover(track: LocalVideoTrack): Promise<void> {
  await track.stopProcessor();
}

/** For a camera that is started in the call. */
export async function captureOptions(): Promise<VideoCaptureOptions | undefined> {
  return choices().blur ? { processor: new (await loadBlur()).Blur() } : undefined;
}
