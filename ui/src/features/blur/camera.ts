/** The blurred background in the call: on the track that is sent, before a frame of it is. */
import type { LocalVideoTrack, VideoCaptureOptions } from "livekit-client";
import { choices } from "../prejoin/memory.ts";
import { loadBlur } from "./background.ts";
import type { Blur } from "./blur.ts";

/** The picture would have gone out as it is. */
export class BlurFailed extends Error {
  override name = "BlurFailed";
}

async function load(): Promise<Blur> {
  try {
    return new (await loadBlur()).Blur();
  } catch (cause) {
    throw new BlurFailed("the code did not come", { cause });
  }
}

/** Blurs what this track shows, with what runs on it already if there is such. */
export async function cover(track: LocalVideoTrack, ready: Blur | null = null): Promise<void> {
  const blur = ready ?? (await load());
  try {
    await track.setProcessor(blur);
  } catch (cause) {
    throw new BlurFailed("it did not start", { cause });
  }
}

export async function uncover(track: LocalVideoTrack): Promise<void> {
  await track.stopProcessor();
}

/** For a camera that is started in the call. */
export async function captureOptions(): Promise<VideoCaptureOptions | undefined> {
  return choices().blur ? { processor: await load() } : undefined;
}
