/**
 * The blurred background before the call: follows the camera's track, and hands what runs to the call.
 * Deliberately absent: the code that blurs, which is loaded once somebody wants it.
 */
import { choices, remember } from "../prejoin/memory.ts";
import type { Blur } from "./blur.ts";

export interface BackgroundState {
  wanted: boolean;
  phase: "off" | "starting" | "on" | "failed";
  /** What the others would see. */
  picture: MediaStreamTrack | null;
  /** It works, at the cost of everything else. */
  slow: boolean;
}

export interface BackgroundSurroundings {
  load: () => Promise<Pick<typeof import("./blur.ts"), "Blur">>;
  wanted: () => boolean;
  remember: (blur: boolean) => void;
}

/** The picture would have gone out as it is. */
export class BlurFailed extends Error {
  override name = "BlurFailed";
}

export const loadBlur = () =>
  import("./blur.ts").catch((cause) => {
    throw new BlurFailed("the code did not come", { cause });
  });

const page = (): BackgroundSurroundings => ({
  load: loadBlur,
  wanted: () => choices().blur,
  remember: (blur) => remember({ blur }),
});

/** Whether it is worth a try: what is missing only on some computers shows when it starts. */
export const mayBlur = () =>
  typeof VideoFrame === "function" &&
  typeof WebGL2RenderingContext === "function" &&
  typeof WebAssembly === "object" &&
  ("MediaStreamTrackGenerator" in globalThis || "captureStream" in HTMLCanvasElement.prototype);

export class Background {
  private state: BackgroundState;
  private readonly listeners = new Set<() => void>();
  private camera: MediaStreamTrack | null = null;
  private running: { over: MediaStreamTrack; blur: Blur } | null = null;
  private turn: Promise<void> = Promise.resolve();
  private done = false;
  private readonly around: BackgroundSurroundings;

  constructor(around: BackgroundSurroundings = page()) {
    this.around = around;
    this.state = { wanted: this.around.wanted(), phase: "off", picture: null, slow: false };
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  readonly snapshot = () => this.state;

  /** The camera that is on now; `null` while none is. */
  follow(camera: MediaStreamTrack | null): void {
    if (camera === this.camera) return;
    this.camera = camera;
    this.settle();
  }

  choose(wanted: boolean): void {
    this.around.remember(wanted);
    this.update({ wanted });
    this.settle();
  }

  /** The call takes over what runs, and ends it. */
  async take(): Promise<Blur | null> {
    this.done = true;
    await this.turn;
    const blur = this.running?.blur ?? null;
    this.running = null;
    return blur;
  }

  /** Ends what nobody took. */
  close(): void {
    this.done = true;
    this.listeners.clear();
    void this.turn.then(() => this.stop());
  }

  /** One change at a time; each looks at what is wanted when its turn comes. */
  private settle(): void {
    this.turn = this.turn.then(async () => {
      if (this.done) return;
      const over = this.state.wanted ? this.camera : null;
      if (over !== this.running?.over) await this.stop();
      if (!over) {
        this.update({ phase: "off" });
      } else if (!this.running) {
        await this.start(over);
      }
    });
  }

  private async start(over: MediaStreamTrack): Promise<void> {
    this.update({ phase: "starting" });
    try {
      const { Blur } = await this.around.load();
      const blur = await Blur.over(over, () => this.update({ slow: true }));
      this.running = { over, blur };
      this.update({ phase: "on", picture: blur.processedTrack ?? null });
    } catch {
      this.update({ phase: "failed" });
    }
  }

  private async stop(): Promise<void> {
    const blur = this.running?.blur;
    this.running = null;
    this.update({ picture: null });
    await blur?.destroy().catch(() => undefined);
  }

  private update(change: Partial<BackgroundState>) {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}
