/**
 * One connection to the call, from the first try to the ending. It owns the LiveKit room, the sound
 * and the own tracks; everything on the screen reads from it. It ends exactly once, through `onEnd`,
 * also when starting fails. Its methods never reject: what fails is said in `notice`, and the device
 * can be used again.
 */
import {
  AudioPresets,
  ConnectionState,
  type DisconnectReason,
  LocalAudioTrack,
  type LocalTrack,
  LocalVideoTrack,
  type Room,
  RoomEvent,
  Track,
} from "livekit-client";
import { exists, type Joined, refusal, wouldLetIn } from "../../guest/api.ts";
import type { Ending } from "../../guest/words.ts";
import { t } from "../../texts/index.ts";
import { BlurFailed } from "../blur/background.ts";
import { captureOptions, cover, uncover } from "../blur/camera.ts";
import { audioConstraints, type Capture, videoConstraints } from "../prejoin/capture.ts";
import { captureSize, choices, remember, rememberHere } from "../prejoin/memory.ts";
import { type Kind, problemOfError, sentence } from "../prejoin/problems.ts";
import type { WarmConnection } from "../warm/connection.ts";
import { firstPicture } from "../warm/picture.ts";
import type { MediaCover } from "./cover.ts";
import { cadence, connectOptions, makeRoom, patience } from "./room.ts";
import { Sound } from "./sound.ts";
import { closedOnPurpose, codeOfError, endingOfCode, endingOfReason, isRefusal } from "./why.ts";

export interface SessionState {
  phase: "connecting" | "connected" | "reconnecting";
  /** When this phase began, in `performance.now()` time. */
  since: number;
  /** The browser wants a press before it plays sound. */
  soundBlocked: boolean;
  /** Being switched on or off right now. */
  busy: Record<Kind | "screen", boolean>;
  /** The background is blurred whenever the camera is on. */
  blurred: boolean;
  /** What went wrong with a device, until dismissed. */
  notice: string | null;
}

/** Sound of a tab or a computer is no voice: it goes out as it is, in stereo. */
const screenSound = {
  echoCancellation: false,
  noiseSuppression: false,
  autoGainControl: false,
  channelCount: 2,
  // Without echo cancellation the others would hear themselves where this computer's sound is shared.
  restrictOwnAudio: true,
} as const;

/** Neither silence suppression nor a second copy in each packet, which are made for speech. */
const screenSoundPublished = {
  audioPreset: AudioPresets.musicHighQualityStereo,
  dtx: false,
  red: false,
} as const;

const sources = { microphone: Track.Source.Microphone, camera: Track.Source.Camera } as const;

export class Session {
  readonly room: Room;
  private state: SessionState = {
    phase: "connecting",
    since: performance.now(),
    soundBlocked: false,
    busy: { microphone: false, camera: false, screen: false },
    blurred: choices().blur,
    notice: null,
  };
  private readonly listeners = new Set<() => void>();
  private readonly sound: Sound;
  private ended = false;
  private openedToTalk = false;
  /** The server's first word came: whatever fails afterwards is not the signalling connection. */
  private signalled = false;
  /** How often running the signalling connection alone failed. */
  private blocked = 0;
  private readonly turns: Record<Kind | "screen", Promise<void>> = {
    microphone: Promise.resolve(),
    camera: Promise.resolve(),
    screen: Promise.resolve(),
  };

  constructor(
    private readonly joined: Joined,
    private readonly capture: Capture,
    private readonly onEnd: (ending: Ending) => void,
    private readonly warm: WarmConnection | null = null,
    private readonly cover: MediaCover | null = null,
  ) {
    this.room = warm?.room ?? makeRoom(cover);
    if (warm) this.state.phase = "connected";
    this.sound = new Sound(this.room);
    this.room
      .on(RoomEvent.SignalConnected, () => {
        this.signalled = true;
      })
      .on(RoomEvent.SignalReconnecting, () => this.enter("reconnecting"))
      .on(RoomEvent.Reconnecting, () => this.enter("reconnecting"))
      .on(RoomEvent.Reconnected, () => this.enter("connected"))
      .on(RoomEvent.AudioPlaybackStatusChanged, this.onPlayback)
      .on(RoomEvent.Disconnected, this.onDisconnected);
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  readonly snapshot = () => this.state;

  async start(): Promise<void> {
    try {
      await this.cover?.begin(this.room, this.onFailed);
      if (!(await this.takeOver())) await this.connect();
      if (this.ended) return;
      this.enter("connected");
      this.onPlayback();
      this.warm?.handOver();
      const picture = this.warm?.seen ? Promise.resolve() : firstPicture(this.room);
      await Promise.all([this.publish("microphone", picture), this.publish("camera", picture)]);
    } catch {
      this.onFailed();
    }
  }

  /** Leaves for good; the ending is "left". */
  async leave(): Promise<void> {
    this.end("left");
    await this.disconnect();
  }

  /** Without an ending: the page is going away, or React took the call off the screen. */
  async drop(): Promise<void> {
    this.ended = true;
    await this.disconnect();
  }

  /** What is on goes off, and the other way round; it holds for this tab's next call too. */
  async toggle(kind: Kind): Promise<void> {
    await this.turn(kind, (on) => !on, true);
  }

  /** The own camera's or microphone's track, while there is one. */
  held(kind: Kind): MediaStreamTrack | null {
    const source = kind === "camera" ? Track.Source.Camera : Track.Source.Microphone;
    const publication = this.room.localParticipant.getTrackPublication(source);
    return publication?.track?.mediaStreamTrack ?? null;
  }

  /** The microphone is open while a key is held; what was open before stays open. */
  async talk(held: boolean): Promise<void> {
    await this.turn(
      "microphone",
      (on) => {
        // Asked when its turn has come: a press on the button before this counts.
        if (held) this.openedToTalk = !on;
        return this.openedToTalk ? held : on;
      },
      false,
    );
  }

  private async turn(kind: Kind, wish: (on: boolean) => boolean, lasting: boolean): Promise<void> {
    const me = this.room.localParticipant;
    await this.during(kind, async () => {
      const on = kind === "camera" ? me.isCameraEnabled : me.isMicrophoneEnabled;
      const wanted = wish(on);
      if (wanted === on) return;
      if (wanted && !this.maySend(sources[kind])) {
        this.say(t("call.locked"));
        return;
      }
      try {
        if (kind === "camera")
          await me.setCameraEnabled(wanted, wanted ? await captureOptions() : undefined);
        else await me.setMicrophoneEnabled(wanted);
        if (lasting) rememberHere({ [kind]: wanted });
      } catch (error) {
        this.say(
          error instanceof BlurFailed
            ? t("prejoin.blur_failed")
            : sentence(kind, navigator.mediaDevices ? problemOfError(error) : "insecure"),
        );
      }
    });
  }

  /** What the host's rules leave to this person, as LiveKit was told. */
  private maySend(source: Track.Source): boolean {
    const allowed = this.room.localParticipant.permissions?.canPublishSources ?? [];
    return allowed.length === 0 || allowed.includes(Track.sourceToProto(source));
  }

  async blurBackground(blurred: boolean): Promise<void> {
    this.update({ blurred });
    await this.during("camera", async () => {
      const camera = this.room.localParticipant.getTrackPublication(Track.Source.Camera)?.track;
      try {
        if (camera instanceof LocalVideoTrack) await (blurred ? cover(camera) : uncover(camera));
        remember({ blur: blurred });
      } catch {
        this.update({ blurred: !blurred });
        this.say(t("call.blur_failed"));
      }
    });
  }

  async shareScreen(share: boolean): Promise<void> {
    await this.during("screen", async () => {
      if (share && !this.maySend(Track.Source.ScreenShare)) {
        this.say(t("call.screen_locked"));
        return;
      }
      try {
        const withSound = this.maySend(Track.Source.ScreenShareAudio);
        await this.room.localParticipant.setScreenShareEnabled(
          share,
          {
            audio: withSound && screenSound,
            selfBrowserSurface: "exclude",
            surfaceSwitching: "include",
            systemAudio: withSound ? "include" : "exclude",
          },
          screenSoundPublished,
        );
      } catch (error) {
        // Closing the browser's chooser is an answer, not a failure.
        if (problemOfError(error) !== "denied") {
          this.say(t("call.screen_failed"));
        }
      }
    });
  }

  async choose(kind: Kind | "speaker", id: string): Promise<void> {
    const device = {
      microphone: "audioinput",
      camera: "videoinput",
      speaker: "audiooutput",
    } as const;
    rememberHere(
      kind === "camera"
        ? { cameraId: id }
        : kind === "speaker"
          ? { speakerId: id }
          : { microphoneId: id },
    );
    try {
      await this.room.switchActiveDevice(device[kind], id);
    } catch (error) {
      this.say(
        kind === "speaker" ? t("call.speaker_failed") : sentence(kind, problemOfError(error)),
      );
    }
  }

  async turnOnSound(): Promise<void> {
    // A browser that still refuses keeps the note with its button on the screen.
    await this.room.startAudio().catch(() => undefined);
  }

  dismiss() {
    this.update({ notice: null });
  }

  /** A sentence over the pictures, until it is dismissed. */
  say(notice: string) {
    this.update({ notice });
  }

  /** One thing at a time for each device: a press in the meantime counts, and waits its turn. */
  private during(what: Kind | "screen", work: () => Promise<void>): Promise<void> {
    const turn = this.turns[what].then(async () => {
      if (this.ended) return;
      this.update({ busy: { ...this.state.busy, [what]: true } });
      try {
        await work();
      } catch (error) {
        this.say(
          what === "screen" ? t("call.screen_failed") : sentence(what, problemOfError(error)),
        );
      } finally {
        this.update({ busy: { ...this.state.busy, [what]: false } });
      }
    });
    this.turns[what] = turn;
    return turn;
  }

  private update(change: Partial<SessionState>) {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }

  private enter(phase: SessionState["phase"]) {
    if (this.ended || this.state.phase === phase) return;
    this.update({ phase, since: performance.now() });
  }

  private end(ending: Ending) {
    if (this.ended) return;
    this.ended = true;
    this.sound.close();
    this.onEnd(ending);
  }

  /** The call can't go on in this browser, as when encryption can't be set up. */
  private readonly onFailed = () => {
    this.end("failed");
    void this.disconnect();
  };

  private disconnect(): Promise<void> {
    return this.room.disconnect().catch(() => undefined);
  }

  /** The connection that stood before the click; where it broke, an ordinary one takes its place. */
  private async takeOver(): Promise<boolean> {
    if (!this.warm) return false;
    if (await this.warm.promoted()) return true;
    if (this.ended) return false;
    this.enter("connecting");
    this.warm.letGo();
    await this.disconnect();
    return false;
  }

  private async connect(): Promise<void> {
    const began = performance.now();
    while (!this.ended) {
      this.signalled = false;
      try {
        await this.room.connect(
          this.joined.serverUrl,
          this.joined.token,
          connectOptions(this.joined.serverUrl),
        );
        return;
      } catch (error) {
        if (this.ended) return;
        const ending = await this.verdict(error, performance.now() - began);
        if (ending) this.end(ending);
        else await new Promise((resume) => setTimeout(resume, cadence));
      }
    }
  }

  private async verdict(error: unknown, elapsed: number): Promise<Ending | null> {
    if (isRefusal(error)) {
      return endingOfCode(codeOfError(error)) ?? (await this.whyRefused()) ?? "lost";
    }
    if (await this.isBlocked()) return "blocked";
    return elapsed > patience ? "lost" : null;
  }

  /**
   * The gate answers by HTTPS that it would let this person in, and the socket fails all the same, twice
   * running: then something between refuses sockets, mostly a browser that doesn't know the certificate.
   */
  private async isBlocked(): Promise<boolean> {
    const { serverUrl, token } = this.joined;
    const open = !this.signalled && (await wouldLetIn(serverUrl, token));
    this.blocked = open ? this.blocked + 1 : 0;
    return this.blocked >= 2;
  }

  private readonly onPlayback = () => {
    this.update({ soundBlocked: !this.room.canPlaybackAudio });
  };

  private readonly onDisconnected = (reason?: DisconnectReason) => {
    // Failed first tries come by here too; `connect` judges those.
    if (this.ended || this.state.phase === "connecting") return;
    const ending = endingOfReason(reason);
    if (ending !== "ask") this.end(ending);
    else
      void this.findOut(reason)
        .catch((): Ending => "lost")
        .then((found) => this.end(found));
  };

  /** LiveKit says little about why it is over: our API and the gate know. */
  private async findOut(reason?: DisconnectReason): Promise<Ending> {
    try {
      if (!(await exists(this.joined.meeting, AbortSignal.timeout(5_000)))) return "ended";
    } catch {
      return closedOnPurpose(reason) ? "closed" : "lost";
    }
    if (closedOnPurpose(reason)) return "closed";
    return (await this.whyRefused()) ?? "lost";
  }

  private async whyRefused(): Promise<Ending | null> {
    try {
      if (!(await exists(this.joined.meeting, AbortSignal.timeout(5_000)))) return "ended";
    } catch {
      return null;
    }
    // LiveKit renews the token during the call and tells nobody; the first one expires.
    const refreshed: unknown = Reflect.get(this.room.engine ?? {}, "token");
    for (const token of new Set([refreshed, this.joined.token])) {
      if (typeof token !== "string") continue;
      const ending = endingOfCode(await refusal(this.joined.serverUrl, token));
      if (ending) return ending;
    }
    return null;
  }

  /** What the page before joining held is published as it is: no second question, no second start. */
  private async publish(kind: Kind, first: Promise<void>): Promise<void> {
    await this.during(kind, async () => {
      let track: MediaStreamTrack | null = null;
      try {
        await first;
        track = await this.capture.take(kind);
        if (track) await this.publishTrack(kind, track);
      } catch (error) {
        track?.stop();
        if (this.ended) return;
        const lost = kind === "camera" ? "call.camera_lost" : "call.microphone_lost";
        this.say(t(error instanceof BlurFailed ? "prejoin.blur_failed" : lost));
      }
    });
  }

  private async publishTrack(kind: Kind, track: MediaStreamTrack): Promise<void> {
    const me = this.room.localParticipant;
    const source = sources[kind];
    if (
      this.ended ||
      this.room.state === ConnectionState.Disconnected ||
      me.getTrackPublication(source)
    ) {
      track.stop();
      return;
    }
    if (!this.maySend(source)) {
      track.stop();
      this.say(t("call.locked"));
      return;
    }
    const chosen = choices();
    const local =
      kind === "camera"
        ? new LocalVideoTrack(track, videoConstraints(chosen.cameraId, captureSize()), false)
        : new LocalAudioTrack(track, audioConstraints(chosen.microphoneId), false);
    local.source = source;
    try {
      if (local instanceof LocalVideoTrack && choices().blur) {
        await cover(local, await this.capture.background.take());
      }
      await this.publishThrough(local);
    } catch (error) {
      // Its own way of stopping, which ends what blurs it too.
      local.stop();
      throw error;
    }
  }

  /** A connection that is lost meanwhile, as by a restart of the server, takes the publishing with it. */
  private async publishThrough(local: LocalTrack): Promise<void> {
    const me = this.room.localParticipant;
    let lost = false;
    const lose = () => {
      lost = true;
    };
    this.room.on(RoomEvent.SignalReconnecting, lose).on(RoomEvent.Reconnecting, lose);
    try {
      await me.publishTrack(local);
    } catch (error) {
      if (!lost || !(await this.restored())) throw error;
      if (!me.getTrackPublication(local.source)) await me.publishTrack(local);
    } finally {
      this.room.off(RoomEvent.SignalReconnecting, lose).off(RoomEvent.Reconnecting, lose);
    }
  }

  /** Resolves once the connection stands again: false where it is given up. */
  private async restored(): Promise<boolean> {
    const { room } = this;
    if (
      room.state === ConnectionState.Reconnecting ||
      room.state === ConnectionState.SignalReconnecting
    ) {
      await new Promise<void>((done) => {
        const settle = () => {
          room.off(RoomEvent.Reconnected, settle).off(RoomEvent.Disconnected, settle);
          done();
        };
        room.on(RoomEvent.Reconnected, settle).on(RoomEvent.Disconnected, settle);
      });
    }
    return !this.ended && room.state === ConnectionState.Connected;
  }
}
