/**
 * Who is in the call and what they show, as plain values that React can compare. It also notices what
 * is worth telling a screen reader. While the connection is being restored LiveKit forgets everybody
 * for a moment: they stay in the picture, marked `away`.
 */
import {
  ConnectionQuality,
  ConnectionState,
  type Participant,
  type Room,
  RoomEvent,
  type Track,
  type TrackPublication,
} from "livekit-client";
import { firstGrapheme } from "../../components/grapheme.ts";
import { t } from "../../texts/index.ts";
import type { MediaCover, Protection } from "./cover.ts";
import { publicationOf, sentAs, speaks } from "./media.ts";

export interface Person {
  identity: string;
  name: string;
  local: boolean;
  microphone: boolean;
  speaking: boolean;
  /** The picture, while there is one and it is being received. */
  camera: Track | null;
  screen: Track | null;
  /** The camera is on, seen here or not. */
  filming: boolean;
  /** There is a shared screen, seen here or not. */
  sharing: boolean;
  quality: Quality;
  away: boolean;
  /** In an encrypted meeting, of what they send. */
  protection: Protection | null;
  /** What they send is kept from being seen and heard. */
  hidden: boolean;
}

export type Quality = "good" | "weak" | "lost";

/** How long after a restored connection the others may take to come back before they count as gone. */
const grace = 8_000;

const events = [
  RoomEvent.Connected,
  RoomEvent.ParticipantConnected,
  RoomEvent.ParticipantDisconnected,
  RoomEvent.ParticipantNameChanged,
  RoomEvent.TrackPublished,
  RoomEvent.TrackUnpublished,
  RoomEvent.TrackSubscribed,
  RoomEvent.TrackUnsubscribed,
  RoomEvent.TrackMuted,
  RoomEvent.TrackUnmuted,
  RoomEvent.LocalTrackPublished,
  RoomEvent.LocalTrackUnpublished,
  RoomEvent.ActiveSpeakersChanged,
  RoomEvent.ConnectionQualityChanged,
  RoomEvent.ConnectionStateChanged,
  RoomEvent.Reconnected,
] as const;

export class People {
  private list: readonly Person[] = [];
  private readonly order = new Map<string, number>();
  private readonly listeners = new Set<() => void>();
  private readonly hearers = new Set<(words: string) => void>();
  private scheduled = false;
  private settledAt = Number.NEGATIVE_INFINITY;
  private settling: ReturnType<typeof setTimeout> | undefined;

  private readonly uncover: (() => void) | undefined;

  constructor(
    private readonly room: Room,
    private readonly cover: MediaCover | null = null,
  ) {
    this.uncover = cover?.onChange(this.schedule);
    for (const event of events) room.on(event, this.schedule);
    room
      .on(RoomEvent.Reconnected, this.onReconnected)
      .on(RoomEvent.TrackMuted, this.onMuted)
      .on(RoomEvent.TrackUnmuted, this.onUnmuted)
      .on(RoomEvent.TrackPublished, this.onPublished)
      .on(RoomEvent.TrackUnpublished, this.onUnpublished);
    this.list = this.read();
  }

  close() {
    for (const event of events) this.room.off(event, this.schedule);
    this.room
      .off(RoomEvent.Reconnected, this.onReconnected)
      .off(RoomEvent.TrackMuted, this.onMuted)
      .off(RoomEvent.TrackUnmuted, this.onUnmuted)
      .off(RoomEvent.TrackPublished, this.onPublished)
      .off(RoomEvent.TrackUnpublished, this.onUnpublished);
    this.uncover?.();
    clearTimeout(this.settling);
    this.listeners.clear();
    this.hearers.clear();
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  readonly snapshot = () => this.list;

  /** Sentences for a live region. */
  onWords(hearer: (words: string) => void) {
    this.hearers.add(hearer);
    return () => {
      this.hearers.delete(hearer);
    };
  }

  private readonly schedule = () => {
    if (this.scheduled) return;
    this.scheduled = true;
    queueMicrotask(() => {
      this.scheduled = false;
      const next = this.read();
      this.tellChanges(this.list, next);
      if (sameList(this.list, next)) return;
      this.list = next;
      for (const listener of this.listeners) listener();
    });
  };

  private get settled(): boolean {
    return (
      this.room.state === ConnectionState.Connected && performance.now() - this.settledAt >= grace
    );
  }

  private readonly onReconnected = () => {
    this.settledAt = performance.now();
    clearTimeout(this.settling);
    this.settling = setTimeout(this.schedule, grace + 50);
  };

  private read(): readonly Person[] {
    const now = [this.room.localParticipant, ...this.room.remoteParticipants.values()]
      .filter((participant) => participant.identity)
      .map((participant) => this.person(participant));
    if (!this.settled) {
      const here = new Set(now.map((person) => person.identity));
      for (const person of this.list) {
        if (person.local || here.has(person.identity)) continue;
        now.push({
          ...person,
          camera: null,
          screen: null,
          filming: false,
          sharing: false,
          speaking: false,
          quality: "good",
          away: true,
        });
      }
    }
    const next = now.sort((a, b) => this.rank(a) - this.rank(b));
    const before = new Map(this.list.map((person) => [person.identity, person]));
    return next.map((person) => {
      const old = before.get(person.identity);
      return old && samePerson(old, person) ? old : person;
    });
  }

  /** By arrival, so that nobody's tile jumps; oneself last, as one looks at the others. */
  private rank(person: Person): number {
    if (person.local) return Number.MAX_SAFE_INTEGER;
    let rank = this.order.get(person.identity);
    if (rank === undefined) {
      rank = this.order.size;
      this.order.set(person.identity, rank);
    }
    return rank;
  }

  private person(participant: Participant): Person {
    const camera = publicationOf(participant, "camera");
    const screen = publicationOf(participant, "screen");
    const microphone = speaks(participant);
    const hidden = this.cover?.hides(participant) ?? false;
    return {
      identity: participant.identity,
      name: nameOf(participant),
      local: participant.isLocal,
      microphone,
      speaking: !hidden && participant.isSpeaking && microphone,
      camera: hidden ? null : shown(camera),
      screen: hidden ? null : shown(screen),
      filming: Boolean(camera && !camera.isMuted),
      sharing: !hidden && Boolean(screen && !screen.isMuted),
      quality: qualityOf(participant),
      away: false,
      protection: this.cover?.protectionOf(participant) ?? null,
      hidden,
    };
  }

  private say(words: string) {
    for (const hearer of this.hearers) hearer(words);
  }

  private tellChanges(before: readonly Person[], after: readonly Person[]) {
    if (before.length === 0) return;
    const had = new Set(before.map((person) => person.identity));
    const has = new Set(after.map((person) => person.identity));
    for (const person of after) {
      if (!person.local && !had.has(person.identity))
        this.say(t("call.said_joined", { name: person.name }));
    }
    for (const person of before) {
      if (!person.local && !has.has(person.identity))
        this.say(t("call.said_left", { name: person.name }));
    }
  }

  private readonly onMuted = (publication: TrackPublication, participant: Participant) => {
    if (participant.isLocal) return;
    const name = nameOf(participant);
    if (sentAs(publication) === "microphone") this.say(t("call.said_muted", { name }));
    if (sentAs(publication) === "camera") this.say(t("call.said_camera_off", { name }));
  };

  private readonly onUnmuted = (publication: TrackPublication, participant: Participant) => {
    if (participant.isLocal) return;
    const name = nameOf(participant);
    if (sentAs(publication) === "microphone") this.say(t("call.said_unmuted", { name }));
    if (sentAs(publication) === "camera") this.say(t("call.said_camera_on", { name }));
  };

  private readonly onPublished = (publication: TrackPublication, participant: Participant) => {
    if (sentAs(publication) === "screen" && this.settled) {
      this.say(t("call.said_sharing", { name: nameOf(participant) }));
    }
  };

  private readonly onUnpublished = (publication: TrackPublication, participant: Participant) => {
    if (sentAs(publication) === "screen" && this.settled) {
      this.say(t("call.said_stopped_sharing", { name: nameOf(participant) }));
    }
  };
}

const nameOf = (participant: Participant) => participant.name || participant.identity;

function shown(publication: TrackPublication | undefined): Track | null {
  return publication?.track && !publication.isMuted ? publication.track : null;
}

function qualityOf(participant: Participant): Quality {
  switch (participant.connectionQuality) {
    case ConnectionQuality.Poor:
      return "weak";
    case ConnectionQuality.Lost:
      return "lost";
    default:
      return "good";
  }
}

function samePerson(a: Person, b: Person): boolean {
  return (Object.keys(a) as (keyof Person)[]).every((key) => a[key] === b[key]);
}

function sameList(a: readonly Person[], b: readonly Person[]): boolean {
  return a.length === b.length && a.every((person, index) => person === b[index]);
}

/** Up to two letters that stand for a name, whatever it is written in. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen.map((word) => firstGrapheme(word ?? "").toLocaleUpperCase()).join("") || "?";
}

/** One of six colours, always the same for the same person. */
export function face(identity: string): number {
  let sum = 0;
  for (const unit of identity) sum = (sum * 31 + (unit.codePointAt(0) ?? 0)) >>> 0;
  return (sum % 6) + 1;
}
