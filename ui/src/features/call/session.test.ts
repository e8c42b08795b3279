import type { Track } from "livekit-client";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Joined } from "../../guest/api.ts";
import "../../texts/areas/call.ts";
import type { Capture } from "../prejoin/capture.ts";
import type { WarmConnection } from "../warm/connection.ts";
import type { MediaCover } from "./cover.ts";
import { Session } from "./session.ts";

vi.mock("./sound.ts", () => ({
  Sound: class {
    close() {}
  },
}));

const joined: Joined = {
  meeting: "abc-defg-hij",
  identity: "ann",
  name: "Ann",
  token: "token",
  serverUrl: "ws://localhost:1",
};

/** As much of LiveKit's room as a session touches; each step can be made to fail. */
function fakeRoom() {
  const me = {
    permissions: { canPublishSources: [] as number[] } as { canPublishSources: number[] } | null,
    isMicrophoneEnabled: false,
    isCameraEnabled: false,
    published: [] as Track.Source[],
    setMicrophoneEnabled: vi.fn(async (on: boolean) => {
      me.isMicrophoneEnabled = on;
    }),
    setCameraEnabled: vi.fn(async (on: boolean) => {
      me.isCameraEnabled = on;
    }),
    setScreenShareEnabled: vi.fn(async () => undefined),
    getTrackPublication: () => undefined,
    publishTrack: vi.fn(async (track: { source: Track.Source }) => {
      me.published.push(track.source);
    }),
  };
  const room = {
    localParticipant: me,
    remoteParticipants: new Map(),
    state: "connected",
    canPlaybackAudio: true,
    engine: null,
    on: () => room,
    off: () => room,
    disconnect: vi.fn(async () => undefined),
    startAudio: vi.fn(async () => undefined),
  };
  return { room, me };
}

function track(kind: "audio" | "video") {
  return Object.assign(new EventTarget(), {
    kind,
    id: kind,
    label: kind,
    enabled: true,
    muted: false,
    readyState: "live",
    stop: vi.fn(),
    getSettings: () => ({}),
    getConstraints: () => ({}),
  }) as unknown as MediaStreamTrack;
}

function open(about: { cover?: MediaCover; take?: Capture["take"] } = {}) {
  const { room, me } = fakeRoom();
  const onEnd = vi.fn();
  const capture = { take: about.take ?? (async () => null) } as unknown as Capture;
  const warm = {
    room,
    seen: true,
    promoted: async () => true,
    handOver: () => undefined,
    letGo: () => undefined,
  } as unknown as WarmConnection;
  const session = new Session(joined, capture, onEnd, warm, about.cover ?? null);
  return { session, room, me, onEnd };
}

const coverOf = (begin: MediaCover["begin"]) => ({ begin }) as MediaCover;

beforeEach(() => {
  vi.stubGlobal("MediaStream", class {});
});

describe("a call that can't start", () => {
  it("ends with a reason when encryption can't be set up", async () => {
    const cover = coverOf(() => Promise.reject(new DOMException("no", "OperationError")));
    const { session, onEnd, room } = open({ cover });
    await session.start();
    expect(onEnd.mock.calls).toEqual([["failed"]]);
    expect(room.disconnect).toHaveBeenCalled();
  });

  it("ends, too, when that turns out later", async () => {
    let broken = () => {};
    const cover = coverOf(async (_, onFailed) => {
      broken = onFailed;
    });
    const { session, onEnd } = open({ cover });
    await session.start();
    expect(onEnd).not.toHaveBeenCalled();
    broken();
    expect(onEnd.mock.calls).toEqual([["failed"]]);
  });

  it("ends once, also when leaving it fails", async () => {
    const { session, onEnd, room } = open();
    await session.start();
    room.disconnect.mockRejectedValue(new Error("closed already"));
    await session.leave();
    await session.drop();
    expect(onEnd.mock.calls).toEqual([["left"]]);
  });
});

describe("a device action that fails", () => {
  it("says so, and the next press works", async () => {
    const { session, me } = open();
    await session.start();
    // What nothing in the action itself expects.
    me.permissions = {
      get canPublishSources(): number[] {
        throw new TypeError("not what it was");
      },
    };
    await session.toggle("microphone");
    expect(session.snapshot().busy.microphone).toBe(false);
    expect(session.snapshot().notice).toContain("microphone");
    me.permissions = { canPublishSources: [] };
    await session.toggle("microphone");
    expect(me.isMicrophoneEnabled).toBe(true);
  });

  it("holds for the screen as well", async () => {
    const { session, me } = open();
    await session.start();
    me.permissions = {
      get canPublishSources(): number[] {
        throw new TypeError("not what it was");
      },
    };
    await session.shareScreen(true);
    expect(session.snapshot()).toMatchObject({ busy: { screen: false } });
    expect(session.snapshot().notice).toBeTruthy();
    me.permissions = null;
    await session.shareScreen(true);
    expect(me.setScreenShareEnabled).toHaveBeenCalledTimes(1);
  });

  it("also when the page before joining can't hand its device over", async () => {
    const { session, me } = open({
      take: (kind) =>
        kind === "camera" ? Promise.reject(new Error("gone")) : Promise.resolve(track("audio")),
    });
    await session.start();
    expect(session.snapshot().notice).toContain("camera did not reach the others");
    expect(session.snapshot().busy).toEqual({ microphone: false, camera: false, screen: false });
    expect(me.published).toEqual(["microphone"]);
    await session.toggle("camera");
    expect(me.isCameraEnabled).toBe(true);
  });

  it("stops the track that could not be published", async () => {
    const audio = track("audio");
    const { session, me } = open({ take: async (kind) => (kind === "camera" ? null : audio) });
    me.publishTrack.mockRejectedValueOnce(new Error("no answer"));
    await session.start();
    expect(audio.stop).toHaveBeenCalled();
    expect(session.snapshot().notice).toContain("microphone did not reach the others");
  });
});

describe("talking while a key is held", () => {
  it("opens a closed microphone and closes it again", async () => {
    const { session, me } = open();
    await session.start();
    await session.talk(true);
    expect(me.isMicrophoneEnabled).toBe(true);
    await session.talk(false);
    expect(me.isMicrophoneEnabled).toBe(false);
  });

  it("leaves an open microphone open, and believes a press that is still on its way", async () => {
    const { session, me } = open();
    await session.start();
    await session.toggle("microphone");
    await session.talk(true);
    await session.talk(false);
    expect(me.isMicrophoneEnabled).toBe(true);
    void session.toggle("microphone");
    void session.talk(true);
    await session.talk(false);
    expect(me.isMicrophoneEnabled).toBe(false);
    expect(me.setMicrophoneEnabled.mock.calls.map(([on]) => on)).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});
