import { EventEmitter } from "node:events";
import { type RemoteTrack, type Room, RoomEvent, Track } from "livekit-client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Lookout } from "./lookout.ts";

/** A player that shows something when it is told to. */
class FakePlayer {
  on = false;
  readonly classes = new Set<string>();
  readonly classList = {
    add: (name: string) => this.classes.add(name),
    toggle: (name: string, yes: boolean) =>
      yes ? this.classes.add(name) : this.classes.delete(name),
  };
  private hearer: (() => void) | null = null;
  requestVideoFrameCallback(hearer: () => void) {
    this.hearer = hearer;
  }
  frame() {
    this.hearer?.();
    this.hearer = null;
  }
  remove() {
    this.on = false;
  }
}

class FakeTrack extends EventEmitter {
  readonly kind = Track.Kind.Video;
  readonly attachedElements: FakePlayer[] = [];
  attach(player: FakePlayer) {
    this.attachedElements.push(player);
  }
  detach(player: FakePlayer) {
    this.attachedElements.splice(this.attachedElements.indexOf(player), 1);
  }
}

/** Of people who all send a picture. */
class FakeRoom extends EventEmitter {
  readonly remoteParticipants = new Map<string, object>();
  sends(name: string): FakeTrack {
    const video = { isMuted: false };
    this.remoteParticipants.set(name, { videoTrackPublications: new Map([["camera", video]]) });
    const track = new FakeTrack();
    this.emit(RoomEvent.TrackSubscribed, track as unknown as RemoteTrack);
    return track;
  }
}

let players: FakePlayer[];

beforeEach(() => {
  vi.useFakeTimers();
  players = [];
  vi.stubGlobal("document", {
    createElement: () => {
      const player = new FakePlayer();
      players.push(player);
      return player;
    },
    body: {
      append: (player: FakePlayer) => {
        player.on = true;
      },
    },
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function watching(count: number) {
  const room = new FakeRoom();
  const lookout = new Lookout(room as unknown as Room);
  const tracks = Array.from({ length: count }, (_, number) => room.sends(`Guest ${number}`));
  let over = false;
  const shown = lookout.show().then(() => {
    over = true;
  });
  return { room, lookout, tracks, shown, isOver: () => over };
}

const onThePage = () => players.filter((player) => player.on);

describe("the lookout", () => {
  it("ends with the first picture of anybody, whoever came first, and keeps that one alone", async () => {
    const { lookout, tracks, shown } = watching(3);
    expect(onThePage()).toHaveLength(3);
    expect(players.every((player) => player.classes.has("seen"))).toBe(true);
    players[1]?.frame();
    await shown;
    expect(lookout.seen).toBe(true);
    expect(onThePage()).toEqual([players[1]]);
    expect(tracks.map((track) => track.attachedElements.length)).toEqual([0, 1, 0]);
    players[0]?.frame();
    expect(onThePage()).toEqual([players[1]]);
  });

  it("shows what comes while it looks, and no more than a few", async () => {
    const { room, shown } = watching(1);
    for (let number = 0; number < 9; number += 1) room.sends(`Late ${number}`);
    expect(onThePage()).toHaveLength(4);
    players[3]?.frame();
    await shown;
    expect(onThePage()).toEqual([players[3]]);
    expect(players[3]?.classes.has("seen")).toBe(true);
  });

  it("does not wait for long, and not where nobody sends or the connection is lost", async () => {
    const alone = watching(0);
    await alone.shown;
    const late = watching(1);
    await vi.advanceTimersByTimeAsync(399);
    expect(late.isOver()).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(late.isOver()).toBe(true);
    expect(late.lookout.seen).toBe(false);
    late.lookout.handOver();
    expect(onThePage()).toEqual([]);
    const lost = watching(1);
    lost.room.emit(RoomEvent.Disconnected);
    await lost.shown;
    expect(lost.isOver()).toBe(true);
  });
});
