/** What stands ready before the click: a room that is connected, sees no media, and cannot be seen. */
import {
  ConnectionState,
  ParticipantEvent,
  type RemoteTrack,
  type Room,
  RoomEvent,
  Track,
} from "livekit-client";
import type { Ticket } from "../../guest/api.ts";
import { connectOptions, makeRoom, recall } from "../call/room.ts";
import { sendsPicture } from "./picture.ts";
import type { Standing } from "./warm.ts";

/** How long after `join` the server's word may take to come through the standing connection. */
const wordLimit = 2_000;
/** How long the call stays undrawn for the sake of the first picture. */
const agreeLimit = 250;

export class WarmConnection implements Standing {
  private loss: (() => void) | null = null;
  private readonly lookout: HTMLVideoElement;
  private watched: RemoteTrack | null = null;

  private constructor(readonly room: Room) {
    this.lookout = makeLookout();
    room
      .on(RoomEvent.Disconnected, this.onDisconnected)
      .on(RoomEvent.TrackSubscribed, this.onSubscribed);
  }

  static async open(ticket: Ticket): Promise<WarmConnection> {
    const room = makeRoom();
    await room.connect(ticket.serverUrl, ticket.token, connectOptions(ticket.serverUrl));
    return new WarmConnection(room);
  }

  get up(): boolean {
    return this.room.state === ConnectionState.Connected;
  }

  onLost(hearer: () => void) {
    this.loss = hearer;
  }

  drop() {
    this.letGo();
    void this.room.disconnect();
  }

  /** Whether the rights that `join` promised have come; from here on the room is the call's. */
  async promoted(): Promise<boolean> {
    const me = this.room.localParticipant;
    this.loss = null;
    recall(this.room);
    const allowed = () => me.permissions?.canSubscribe === true;
    await this.until(wordLimit, allowed, (look) => {
      me.on(ParticipantEvent.ParticipantPermissionsChanged, look);
      return () => me.off(ParticipantEvent.ParticipantPermissionsChanged, look);
    });
    return allowed() && this.up;
  }

  /**
   * Until the first of the others' pictures is agreed on, or it is clear that there will be none soon.
   * Drawing the call keeps the browser from agreeing.
   */
  async agreed(): Promise<void> {
    if (![...this.room.remoteParticipants.values()].some(sendsPicture)) return;
    await this.until(
      agreeLimit,
      () => this.watched !== null,
      (look) => {
        this.room.on(RoomEvent.TrackSubscribed, look);
        return () => this.room.off(RoomEvent.TrackSubscribed, look);
      },
    );
    // The answer goes out in the turns after this one.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }

  /** The call shows the pictures itself now. */
  letGo() {
    this.loss = null;
    this.room
      .off(RoomEvent.Disconnected, this.onDisconnected)
      .off(RoomEvent.TrackSubscribed, this.onSubscribed);
    this.watched?.detach(this.lookout);
    this.watched = null;
    this.lookout.remove();
  }

  private async until(
    limit: number,
    there: () => boolean,
    listen: (look: () => void) => () => void,
  ): Promise<void> {
    if (there() || !this.up) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        unlisten();
        this.room.off(RoomEvent.Disconnected, done);
        resolve();
      };
      const timer = setTimeout(done, limit);
      const unlisten = listen(() => {
        if (there()) done();
      });
      this.room.on(RoomEvent.Disconnected, done);
    });
  }

  private readonly onSubscribed = (track: RemoteTrack) => {
    if (this.watched || track.kind !== Track.Kind.Video) return;
    this.watched = track;
    track.attach(this.lookout);
  };

  private readonly onDisconnected = () => {
    const { loss } = this;
    this.letGo();
    loss?.();
  };
}

/**
 * A player that nobody sees, but LiveKit does: with one attached the first picture is asked for and
 * decoded while the call is still being drawn.
 */
function makeLookout(): HTMLVideoElement {
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
