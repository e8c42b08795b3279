/**
 * The first picture of somebody else, seen before the call around it is drawn: that takes a slow
 * computer longer than the picture itself. Players of its own lie over the page, one for each of the
 * first few senders, as any one of them may have a network that is gone; the first that shows
 * something stays until the call's player has the same picture. With a player attached LiveKit also
 * asks for the picture at once.
 */
import { type RemoteTrack, type Room, RoomEvent, Track, TrackEvent } from "livekit-client";
import { anyPicture } from "./picture.ts";

/** How long the call stays undrawn for the sake of the first picture. */
const wait = 400;
/** How long the picture may lie over the call, should its own player never show it. */
const longest = 1_500;
/** How many senders are watched; each costs a decoder. */
const most = 4;

export class Lookout {
  private readonly players = new Map<RemoteTrack, HTMLVideoElement>();
  private drawn: RemoteTrack | null = null;
  private shown = false;
  private told: (() => void) | null = null;

  constructor(private readonly room: Room) {
    room.on(RoomEvent.TrackSubscribed, this.onSubscribed);
  }

  /** Whether somebody was seen. */
  get seen(): boolean {
    return this.drawn !== null;
  }

  /** Shows the picture as soon as it is there. Resolves then, or when it is not to be waited for. */
  async show(): Promise<void> {
    this.shown = true;
    for (const player of this.players.values()) player.classList.add("seen");
    if (this.drawn || !anyPicture(this.room)) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.told = null;
        this.room.off(RoomEvent.Disconnected, done);
        resolve();
      };
      const timer = setTimeout(done, wait);
      this.told = done;
      this.room.on(RoomEvent.Disconnected, done);
    });
  }

  /** The call is drawn: its own player takes over. */
  handOver() {
    this.room.off(RoomEvent.TrackSubscribed, this.onSubscribed);
    const track = this.drawn;
    const player = track && this.players.get(track);
    if (!track || !player) {
      this.close();
      return;
    }
    const takeOver = (element: HTMLMediaElement) => {
      if (element !== player && element instanceof HTMLVideoElement) {
        onFrame(element, this.close);
      }
    };
    for (const element of track.attachedElements) takeOver(element);
    track.on(TrackEvent.ElementAttached, takeOver).once(TrackEvent.Ended, this.close);
    setTimeout(() => {
      track.off(TrackEvent.ElementAttached, takeOver);
      this.close();
    }, longest);
  }

  readonly close = () => {
    this.room.off(RoomEvent.TrackSubscribed, this.onSubscribed);
    this.keepOnly(null);
  };

  private readonly onSubscribed = (track: RemoteTrack) => {
    if (this.drawn || this.players.size >= most || track.kind !== Track.Kind.Video) return;
    const player = makePlayer();
    player.classList.toggle("seen", this.shown);
    this.players.set(track, player);
    track.attach(player);
    onFrame(player, () => {
      if (this.drawn || !this.players.has(track)) return;
      this.drawn = track;
      this.keepOnly(track);
      this.told?.();
    });
  };

  private keepOnly(kept: RemoteTrack | null) {
    for (const [track, player] of this.players) {
      if (track === kept) continue;
      track.detach(player);
      player.remove();
      this.players.delete(track);
    }
  }
}

function onFrame(player: HTMLVideoElement, then: () => void) {
  // Every browser that calls run in has it by now, but not for long.
  if (typeof player.requestVideoFrameCallback === "function") {
    player.requestVideoFrameCallback(then);
  } else {
    (player as HTMLVideoElement).addEventListener("loadeddata", then, { once: true });
  }
}

function makePlayer(): HTMLVideoElement {
  const video = document.createElement("video");
  video.muted = true;
  video.playsInline = true;
  video.autoplay = true;
  video.ariaHidden = "true";
  video.tabIndex = -1;
  video.className = "lookout";
  document.body.append(video);
  return video;
}
