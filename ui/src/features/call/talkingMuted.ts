/**
 * Notices that somebody talks while muted.
 *
 * Whether a muted microphone stays open is the person's choice (`noticeTalking`): open, it reaches
 * this page and nothing else (nothing is sent; a copy of it is listened to here), unmuting and
 * holding V are immediate, and the browser shows the microphone as in use. Turned off, muting closes
 * the microphone and its light goes out. Who joins muted has no microphone open in either case.
 */
import { LocalAudioTrack, type Room, RoomEvent, Track } from "livekit-client";
import { onPrefs, prefs } from "./prefs.ts";
import { levelOf, Voice } from "./voice.ts";

const often = 100;
/** How long the words stay after the last sound. */
const lingering = 4_000;

export class TalkingMuted {
  private talking = false;
  private readonly listeners = new Set<() => void>();
  private ears: { heard: MediaStreamTrack; stop: () => void } | null = null;
  private readonly offPrefs: () => void;

  constructor(private readonly room: Room) {
    for (const event of events) room.on(event, this.look);
    this.offPrefs = onPrefs(this.look);
  }

  close() {
    for (const event of events) this.room.off(event, this.look);
    this.offPrefs();
    this.listeners.clear();
    this.ears?.stop();
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  readonly snapshot = () => this.talking;

  private readonly look = () => {
    const { noticeTalking } = prefs();
    const track = this.room.localParticipant.getTrackPublication(Track.Source.Microphone)?.track;
    const own = track instanceof LocalAudioTrack ? track : null;
    if (own) own.stopOnMute = !noticeTalking;
    // Turned off while muted: the light goes out now, and unmuting opens the microphone again.
    if (own?.isMuted && !noticeTalking) own.mediaStreamTrack.stop();
    const heard =
      own?.isMuted && noticeTalking && own.mediaStreamTrack.readyState === "live"
        ? own.mediaStreamTrack
        : null;
    if (heard === (this.ears?.heard ?? null)) return;
    this.ears?.stop();
    this.ears = heard ? { heard, stop: this.tryListen(heard) } : null;
    if (!heard) this.tell(false);
  };

  /** A browser without sound to spare costs the notice, not the muting that led here. */
  private tryListen(track: MediaStreamTrack): () => void {
    try {
      return this.listen(track);
    } catch {
      return () => undefined;
    }
  }

  private listen(track: MediaStreamTrack): () => void {
    // The track itself is silenced while muted; its copy is not.
    const copy = track.clone();
    copy.enabled = true;
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 2_048;
    context.createMediaStreamSource(new MediaStream([copy])).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const voice = new Voice();
    let last = Number.NEGATIVE_INFINITY;
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const now = performance.now();
      if (voice.hear(levelOf(samples))) last = now;
      this.tell(now - last < lingering);
    }, often);
    return () => {
      clearInterval(timer);
      copy.stop();
      void context.close().catch(() => undefined);
    };
  }

  private tell(talking: boolean) {
    if (talking === this.talking) return;
    this.talking = talking;
    for (const listener of this.listeners) listener();
  }
}

const events = [
  RoomEvent.TrackMuted,
  RoomEvent.TrackUnmuted,
  RoomEvent.LocalTrackPublished,
  RoomEvent.LocalTrackUnpublished,
  RoomEvent.Reconnected,
] as const;
