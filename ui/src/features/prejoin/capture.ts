/**
 * Camera and microphone before the call: asks for them, holds the tracks for the preview, and hands
 * them to the call. Its invariants: `on` means that there is a live track, hence device and permission;
 * a device has one owner: once `take` was called for it, nothing here opens, stops or replaces it.
 * Deliberately absent: LiveKit, whose code is not loaded yet at this point.
 */
import { Background } from "../blur/background.ts";
import {
  type Device,
  type Devices,
  type MediaSource,
  noDevices,
  pageMedia,
  sortDevices,
} from "./devices.ts";
import { type CaptureSize, type Choices, captureSize, choices, remember } from "./memory.ts";
import { type CaptureProblem, type Kind, problemOfError } from "./problems.ts";

export interface Slot {
  state: "off" | "asking" | "on";
  problem: CaptureProblem | null;
  track: MediaStreamTrack | null;
  /** Another device than the chosen one, which is not there. */
  instead: boolean;
}

export interface CaptureState {
  microphone: Slot;
  camera: Slot;
  devices: Devices;
}

const off: Slot = { state: "off", problem: null, track: null, instead: false };

export interface CaptureSurroundings {
  media: MediaSource | undefined;
  choices: () => Choices;
  remember: (change: Partial<Choices>) => void;
  size: () => CaptureSize;
  /** Whether the browser already said yes or no, where it tells. */
  permission: (kind: Kind) => Promise<PermissionState | "unknown">;
}

const browser = (): CaptureSurroundings => ({
  media: pageMedia(),
  choices,
  remember,
  size: captureSize,
  permission: async (kind) => {
    try {
      const status = await navigator.permissions.query({ name: kind as PermissionName });
      return status.state;
    } catch {
      return "unknown";
    }
  },
});

export function audioConstraints(id: string): MediaTrackConstraints {
  return {
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
    ...(id ? { deviceId: { ideal: id } } : {}),
  };
}

export function videoConstraints(id: string, size: CaptureSize): MediaTrackConstraints {
  return {
    width: { ideal: size.width },
    height: { ideal: size.height },
    frameRate: { ideal: size.frameRate },
    ...(id ? { deviceId: { ideal: id } } : {}),
  };
}

export class Capture {
  private state: CaptureState = { microphone: off, camera: off, devices: noDevices };
  private readonly listeners = new Set<() => void>();
  private readonly pending: Record<Kind, Promise<void> | null> = { microphone: null, camera: null };
  private readonly given: Record<Kind, boolean> = { microphone: false, camera: false };
  private closed = false;
  private readonly around: CaptureSurroundings;

  constructor(
    around: CaptureSurroundings = browser(),
    /** What the others are to see of the camera's picture. */
    readonly background = new Background(),
  ) {
    this.around = around;
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  readonly snapshot = () => this.state;

  /** Looks around and starts what was on last time. */
  async start(): Promise<void> {
    const { media } = this.around;
    if (!media) {
      this.set("microphone", { ...off, problem: "insecure" });
      this.set("camera", { ...off, problem: "insecure" });
      return;
    }
    media.addEventListener("devicechange", this.onDeviceChange);
    const wanted = this.around.choices();
    const kinds = (["microphone", "camera"] as const).filter((kind) => wanted[kind]);
    for (const kind of kinds) this.set(kind, { ...off, state: "asking" });
    const work = (async () => {
      await this.look();
      const there = kinds.filter((kind) => this.has(kind));
      for (const kind of kinds.filter((kind) => !there.includes(kind))) {
        this.set(kind, { ...off, problem: "missing" });
      }
      await this.ask(there);
    })();
    await this.during(kinds, work);
  }

  async toggle(kind: Kind): Promise<void> {
    const slot = this.state[kind];
    if (slot.state === "asking" || this.given[kind]) return;
    if (slot.state === "on") {
      slot.track?.stop();
      this.set(kind, off);
      this.around.remember({ [kind]: false });
      return;
    }
    this.around.remember({ [kind]: true });
    if (!this.around.media) return;
    this.set(kind, { ...off, state: "asking" });
    await this.during([kind], this.ask([kind]));
  }

  async choose(kind: Kind, id: string): Promise<void> {
    this.around.remember(kind === "camera" ? { cameraId: id } : { microphoneId: id });
    if (this.state[kind].state !== "on" || this.given[kind]) return;
    this.state[kind].track?.stop();
    this.set(kind, { ...off, state: "asking" });
    await this.during([kind], this.ask([kind]));
  }

  /**
   * The call takes over: waits while the browser still asks. The taker stops the track. With the last
   * device taken the listener goes too; only a new `Capture` watches devices again.
   */
  async take(kind: Kind): Promise<MediaStreamTrack | null> {
    this.given[kind] = true;
    if (this.given.microphone && this.given.camera) this.unwatch();
    await this.pending[kind];
    const { track } = this.state[kind];
    if (track) track.removeEventListener("ended", this.onEnded);
    return track?.readyState === "live" ? track : null;
  }

  /** Stops what nobody took. */
  close() {
    this.closed = true;
    this.unwatch();
    for (const kind of ["microphone", "camera"] as const) {
      if (!this.given[kind]) this.state[kind].track?.stop();
    }
    this.background.close();
    this.listeners.clear();
  }

  private unwatch() {
    this.around.media?.removeEventListener("devicechange", this.onDeviceChange);
  }

  private during(kinds: readonly Kind[], work: Promise<void>): Promise<void> {
    for (const kind of kinds) this.pending[kind] = work;
    return work;
  }

  private set(kind: Kind, slot: Slot) {
    this.state = { ...this.state, [kind]: slot };
    if (kind === "camera") this.background.follow(slot.track);
    this.tell();
  }

  private tell() {
    for (const listener of this.listeners) listener();
  }

  private list(kind: Kind): readonly Device[] {
    const { devices } = this.state;
    return kind === "camera" ? devices.cameras : devices.microphones;
  }

  private has(kind: Kind): boolean {
    return this.list(kind).length > 0;
  }

  private async look(): Promise<void> {
    try {
      const found = await this.around.media?.enumerateDevices();
      if (found) this.state = { ...this.state, devices: sortDevices(found) };
    } catch {
      // Asking for a device says what is wrong.
    }
    this.tell();
  }

  private constraints(kinds: readonly Kind[]): MediaStreamConstraints {
    const size = this.around.size();
    return {
      audio: kinds.includes("microphone")
        ? { ...audioConstraints(this.chosen("microphone")), ...this.exactly("microphone") }
        : false,
      video: kinds.includes("camera")
        ? { ...videoConstraints(this.chosen("camera"), size), ...this.exactly("camera") }
        : false,
    };
  }

  /** A device that is there is meant: a mere wish for it weighs no more than one for a size. */
  private exactly(kind: Kind): MediaTrackConstraints {
    return this.isThere(kind) ? { deviceId: { exact: this.chosen(kind) } } : {};
  }

  private isThere(kind: Kind): boolean {
    const chosen = this.chosen(kind);
    return chosen !== "" && this.list(kind).some(({ id }) => id === chosen);
  }

  /** Both at once gives one question instead of two; one that fails must not cost the other. */
  private async ask(kinds: readonly Kind[]): Promise<void> {
    if (kinds.length === 0) return;
    try {
      const stream = await this.around.media?.getUserMedia(this.constraints(kinds));
      for (const kind of kinds) {
        const [track] =
          (kind === "camera" ? stream?.getVideoTracks() : stream?.getAudioTracks()) ?? [];
        if (track) this.hold(kind, track);
        else this.set(kind, { ...off, problem: "failed" });
      }
      await this.look();
      // Before somebody allowed it the devices had no names to know the chosen one by.
      for (const kind of kinds) {
        const { track, instead } = this.state[kind];
        if (!instead || !this.isThere(kind)) continue;
        track?.stop();
        await this.ask([kind]);
      }
    } catch (error) {
      const problem = problemOfError(error);
      if (kinds.length === 1) {
        for (const kind of kinds) this.set(kind, { ...off, problem });
        return;
      }
      for (const kind of kinds) {
        // After a "no" only what is allowed already may be asked for again: no second question.
        const mayAsk =
          !problem.startsWith("denied") || (await this.around.permission(kind)) === "granted";
        if (mayAsk) await this.ask([kind]);
        else this.set(kind, { ...off, problem });
      }
    }
  }

  private hold(kind: Kind, track: MediaStreamTrack) {
    if (this.closed) {
      track.stop();
      return;
    }
    track.addEventListener("ended", this.onEnded);
    this.set(kind, { state: "on", problem: null, track, instead: this.isInstead(kind, track) });
  }

  private chosen(kind: Kind): string {
    const { cameraId, microphoneId } = this.around.choices();
    return kind === "camera" ? cameraId : microphoneId;
  }

  private isInstead(kind: Kind, track: MediaStreamTrack): boolean {
    const chosen = this.chosen(kind);
    const used = track.getSettings?.().deviceId;
    return Boolean(chosen && used && chosen !== used);
  }

  /** A track that ends by itself was unplugged or taken away: another device may do. */
  private readonly onEnded = () => {
    for (const kind of ["microphone", "camera"] as const) {
      const { track } = this.state[kind];
      if (track?.readyState !== "ended" || this.given[kind]) continue;
      this.set(kind, { ...off, problem: "unplugged" });
      void this.recover(kind);
    }
  };

  private readonly onDeviceChange = () => {
    void (async () => {
      await this.look();
      const wanted = this.around.choices();
      for (const kind of ["microphone", "camera"] as const) {
        // Also taken or closed while the devices were being listed.
        if (this.given[kind] || this.closed) continue;
        const { problem, state, instead } = this.state[kind];
        if (instead && this.isThere(kind)) {
          await this.choose(kind, this.chosen(kind));
        } else if (
          state === "off" &&
          wanted[kind] &&
          (problem === "missing" || problem === "unplugged")
        ) {
          await this.recover(kind);
        }
      }
    })();
  };

  private async recover(kind: Kind): Promise<void> {
    await this.look();
    if (this.closed || this.given[kind] || !this.has(kind) || this.state[kind].state !== "off")
      return;
    const { problem } = this.state[kind];
    this.set(kind, { ...off, state: "asking" });
    await this.during([kind], this.ask([kind]));
    // Still nothing: the first reason says more than the second.
    if (this.state[kind].problem) this.set(kind, { ...off, problem });
  }
}
