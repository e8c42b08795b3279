/** What stands ready before the click: a room that is connected, sees no media, and cannot be seen. */
import { ConnectionState, ParticipantEvent, type Room, RoomEvent } from "livekit-client";
import { connectOptions, makeRoom, recall } from "../call/room.ts";
import { Lookout } from "./lookout.ts";
import type { Standing } from "./warm.ts";

/** How long after `join` the server's word may take to come through the standing connection. */
const wordLimit = 2_000;

/** Where to connect, and with what. */
interface Address {
  serverUrl: string;
  token: string;
}

export class WarmConnection implements Standing {
  private loss: (() => void) | null = null;
  private readonly lookout: Lookout;

  private constructor(readonly room: Room) {
    this.lookout = new Lookout(room);
    room.on(RoomEvent.Disconnected, this.onDisconnected);
  }

  static async open({ serverUrl, token }: Address): Promise<WarmConnection> {
    // Whatever comes with the connection is seen: the picture of somebody may.
    const connection = new WarmConnection(makeRoom());
    try {
      await connection.room.connect(serverUrl, token, connectOptions(serverUrl));
    } catch (error) {
      connection.letGo();
      throw error;
    }
    return connection;
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

  /** Shows the first of the others' pictures; resolves with it, or when there will be none soon. */
  show(): Promise<void> {
    return this.lookout.show();
  }

  /** Whether somebody was seen already. */
  get seen(): boolean {
    return this.lookout.seen;
  }

  /** The call shows the pictures itself now. */
  handOver() {
    this.loss = null;
    this.room.off(RoomEvent.Disconnected, this.onDisconnected);
    this.lookout.handOver();
  }

  /** Nothing of it is needed any more. */
  letGo() {
    this.loss = null;
    this.room.off(RoomEvent.Disconnected, this.onDisconnected);
    this.lookout.close();
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

  private readonly onDisconnected = () => {
    const { loss } = this;
    this.letGo();
    loss?.();
  };
}
