/**
 * Pictures and sound of an encrypted meeting: LiveKit's worker encrypts each frame before it leaves the
 * browser and decrypts what arrives.
 *
 * LiveKit takes a track for encrypted or not as its sender says, and passes on what is not. Here it is
 * the other way round: whatever somebody says of it, what arrives is decrypted or dropped, unless this
 * person asked to see it; and what leaves is encrypted or does not leave.
 */
import {
  ExternalE2EEKeyProvider,
  type Participant,
  type Room,
  RoomEvent,
  type RoomOptions,
} from "livekit-client";
import EncryptionWorker from "livekit-client/e2ee-worker?worker";
import type { MediaCover, Protection } from "../call/cover.ts";
import { guard } from "./guard.ts";
import type { Keyring } from "./keyring.ts";
import { Strangers } from "./strangers.ts";

const told = [
  RoomEvent.TrackPublished,
  RoomEvent.TrackUnpublished,
  RoomEvent.LocalTrackPublished,
  RoomEvent.LocalTrackUnpublished,
  RoomEvent.ParticipantEncryptionStatusChanged,
] as const;

export class Media implements MediaCover {
  readonly encryption: RoomOptions["encryption"];
  private readonly worker = new EncryptionWorker();
  private readonly provider = new ExternalE2EEKeyProvider({ keySize: 256 });
  private readonly shown = new Set<string>();
  private readonly strangers = new Strangers(() => this.tell());
  private readonly listeners = new Set<() => void>();
  private room: Room | null = null;
  /** The worker's code did not load: nothing would be encrypted, so nothing would ever leave. */
  private broken = false;
  private onBroken: (() => void) | null = null;

  constructor(private readonly keys: Keyring) {
    const onError = () => {
      this.broken = true;
      this.onBroken?.();
    };
    this.worker.addEventListener("error", onError);
    // A worker that has answered runs; later errors concern single frames.
    const onAnswer = () => this.worker.removeEventListener("error", onError);
    this.worker.addEventListener("message", onAnswer, { once: true });
    guard(this.worker, (identity) => this.shown.has(identity));
    this.encryption = { keyProvider: this.provider, worker: this.worker };
  }

  async begin(room: Room, onFailed: () => void): Promise<void> {
    if (this.broken) throw new Error("the encryption worker did not load");
    this.onBroken = onFailed;
    this.room = room;
    for (const event of told) room.on(event, this.tell);
    room.on(RoomEvent.EncryptionError, this.onError);
    const key = await this.keys.media();
    await this.provider.setKey(key.buffer);
    await room.setE2EEEnabled(true);
  }

  close() {
    for (const event of told) this.room?.off(event, this.tell);
    this.room?.off(RoomEvent.EncryptionError, this.onError);
    this.strangers.close();
    this.listeners.clear();
    this.worker.terminate();
  }

  protectionOf(participant: Participant): Protection | null {
    const tracks = [...participant.trackPublications.values()];
    if (tracks.length === 0) return null;
    if (!tracks.every((track) => track.isEncrypted)) return "open";
    return this.strangers.has(participant.identity) ? "foreign" : "sealed";
  }

  hides(participant: Participant): boolean {
    if (participant.isLocal || this.shown.has(participant.identity)) return false;
    return this.protectionOf(participant) === "open";
  }

  show(identity: string, anyway: boolean) {
    if (anyway) this.shown.add(identity);
    else this.shown.delete(identity);
    // The guard makes of this what it may be.
    const data = { enabled: !anyway, participantIdentity: identity };
    this.worker.postMessage({ kind: "enable", data });
    this.tell();
  }

  onChange(listener: () => void) {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  private readonly tell = () => {
    for (const listener of this.listeners) listener();
  };

  private readonly onError = (error: Error, participant?: Participant) => {
    if (participant && !participant.isLocal && /InvalidKey/.test(error.message)) {
      this.strangers.note(participant.identity);
    }
  };
}
