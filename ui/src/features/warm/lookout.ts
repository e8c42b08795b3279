/**
 * The first picture of somebody else, seen before the call around it is drawn: that takes a slow
 * computer longer than the picture itself. A player of its own lies over the page, until the call's
 * player has the same picture. With a player attached LiveKit also asks for the picture at once.
 */
import { type RemoteTrack, type Room, RoomEvent, Track, TrackEvent } from "livekit-client";
import { anyPicture } from "./picture.ts";

/** How long the call stays undrawn for the sake of the first picture. */
const wait = 400;
/** How long the picture may lie over the call, should its own player never show it. */
const longest = 1_500;

export class Lookout {
  private readonly player = makePlayer();
  private watched: RemoteTrack | null = null;
  private drawn = false;

  constructor(private readonly room: Room) {
    room.on(RoomEvent.TrackSubscribed, this.onSubscribed);
  }

  /** Whether somebody was seen. */
  get seen(): boolean {
    return this.drawn;
  }

  /** Shows the picture as soon as it is there. Resolves then, or when it is not to be waited for. */
  async show(): Promise<void> {
    if (!anyPicture(this.room)) return;
    this.player.classList.add("seen");
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.room.off(RoomEvent.Disconnected, done);
        resolve();
      };
      const timer = setTimeout(done, wait);
      this.room.on(RoomEvent.Disconnected, done);
      onFrame(this.player, () => {
        this.drawn = true;
        done();
      });
    });
  }

  /** The call is drawn: its own player takes over. */
  handOver() {
    this.room.off(RoomEvent.TrackSubscribed, this.onSubscribed);
    const { watched } = this;
    if (!watched || !this.drawn) {
      this.close();
      return;
    }
    const takeOver = (element: HTMLMediaElement) => {
      if (element !== this.player && element instanceof HTMLVideoElement) {
        onFrame(element, this.close);
      }
    };
    for (const element of watched.attachedElements) takeOver(element);
    watched.on(TrackEvent.ElementAttached, takeOver).once(TrackEvent.Ended, this.close);
    setTimeout(() => {
      watched.off(TrackEvent.ElementAttached, takeOver);
      this.close();
    }, longest);
  }

  readonly close = () => {
    this.room.off(RoomEvent.TrackSubscribed, this.onSubscribed);
    this.watched?.detach(this.player);
    this.watched = null;
    this.player.remove();
  };

  private readonly onSubscribed = (track: RemoteTrack) => {
    if (this.watched || track.kind !== Track.Kind.Video) return;
    this.watched = track;
    track.attach(this.player);
  };
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
