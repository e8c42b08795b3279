/**
 * A camera's picture with everything behind the person blurred. Loaded, with runtime and model, only
 * once somebody wants it.
 *
 * Its invariant: what it gives out was blurred, from the first frame on; where blurring fails there
 * is no picture. It moves along when the camera starts again or another one is chosen.
 */

import { model, runtime } from "virtual:vision";
import {
  BackgroundProcessor,
  type BackgroundProcessorOptions,
  type BackgroundProcessorWrapper,
  type BackgroundTransformer,
  supportsBackgroundProcessors,
} from "@livekit/track-processors";
import type { Track, TrackProcessor } from "livekit-client";
import { BlurFailed } from "./background.ts";

/** A part of the picture's height: the same look at every size. */
const strength = 1 / 18;
/** In pixels; the processor can't do less than 4 or more than 64. */
const radius = { least: 10, most: 64 };

/** As much as this needs of what LiveKit hands over. */
interface Source {
  track: MediaStreamTrack;
}

export class Blur implements TrackProcessor<Track.Kind.Video> {
  readonly name = "blur";
  processedTrack?: MediaStreamTrack;
  private source: MediaStreamTrack | null = null;
  private inner: BackgroundProcessorWrapper | null = null;
  private player: HTMLVideoElement | null = null;

  /** `onSlow` hears of a computer for which this is too much. */
  constructor(private readonly onSlow: () => void = () => undefined) {}

  static async over(track: MediaStreamTrack, onSlow: () => void): Promise<Blur> {
    const blur = new Blur(onSlow);
    await blur.init({ track });
    return blur;
  }

  /** Whoever takes over the same track takes what runs already. */
  async init({ track }: Source): Promise<void> {
    if (track === this.source && this.inner) return;
    // A camera that is off will be started again, and this with it.
    if (track.readyState === "live") await this.begin(track).catch(failed);
  }

  async restart({ track }: Source): Promise<void> {
    await this.destroy();
    await this.begin(track).catch(failed);
  }

  async destroy(): Promise<void> {
    const { inner, player } = this;
    this.inner = null;
    this.source = null;
    if (player) player.srcObject = null;
    this.player = null;
    await inner?.destroy();
  }

  private async begin(track: MediaStreamTrack): Promise<void> {
    if (!supportsBackgroundProcessors()) throw new Error("this browser can't work on pictures");
    const { height = 0 } = track.getSettings();
    const inner = BackgroundProcessor({
      mode: "background-blur",
      blurRadius: Math.min(radius.most, Math.max(radius.least, height * strength)),
      assetPaths: { tasksVisionFileSet: runtime, modelAssetPath: model },
      onFrameProcessed: slowness(this.onSlow),
    });
    keepClearFrames(inner.transformer);
    const player = document.createElement("video");
    player.muted = true;
    player.playsInline = true;
    player.srcObject = new MediaStream([track]);
    void player.play().catch(() => undefined);
    await inner.init({ track, kind: "video" as Track.Kind.Video, element: player });
    if (!inner.transformer.gl || !inner.processedTrack) {
      await inner.destroy();
      throw new Error("this browser draws no pictures of its own");
    }
    this.inner = inner;
    this.player = player;
    this.source = track;
    this.processedTrack = inner.processedTrack;
  }
}

/** Milliseconds for one frame, on the page's own thread; with graphics acceleration it is a tenth. */
const tooMuch = 60;

/** Judges by ten frames, after the first ones, which take longer everywhere. */
function slowness(onSlow: () => void): NonNullable<BackgroundProcessorOptions["onFrameProcessed"]> {
  const [first, last] = [5, 15];
  let frames = 0;
  let sum = 0;
  return ({ filterTimeMs }) => {
    frames += 1;
    if (frames > first && frames <= last) sum += filterTimeMs;
    if (frames === last && sum / (last - first) > tooMuch) onSlow();
  };
}

function failed(cause: unknown): never {
  throw new BlurFailed("it did not start", { cause });
}

/** So many frames it draws before it knows where the person is; one was seen, this is for certain. */
const unready = 2;

/**
 * The processor sends some frames as they are: the first one, for something to be seen at once, what
 * it draws without a mask, and what comes while it ends. None of them leaves here.
 */
function keepClearFrames(transformer: BackgroundTransformer): void {
  const transform = transformer.transform.bind(transformer);
  let drawn = 0;
  transformer.isFirstFrame = false;
  transformer.transform = (frame, controller) => {
    const enqueue = (made: VideoFrame | undefined) => {
      if (!made) return;
      if (made !== frame) drawn += 1;
      if (made === frame || drawn <= unready) made.close();
      else controller.enqueue(made);
    };
    return transform(frame, { enqueue } as TransformStreamDefaultController<VideoFrame>);
  };
}
