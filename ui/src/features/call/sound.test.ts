import { type RemoteTrack, type RemoteTrackPublication, RoomEvent, Track } from "livekit-client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Sound } from "./sound.ts";

const played: string[] = [];

beforeEach(() => {
  played.length = 0;
  const place = () => ({ append: (name: string) => played.push(name), remove() {} });
  vi.stubGlobal("document", { createElement: place, body: { append() {} } });
});
afterEach(() => vi.unstubAllGlobals());

function publication(kind: Track.Kind, source: Track.Source, media = kind) {
  const name = `${media} declared ${kind} ${source}`;
  const track = { kind: media, attach: () => name, detach: () => [] } as unknown as RemoteTrack;
  return { kind, source, isMuted: false, track } as RemoteTrackPublication & { track: RemoteTrack };
}

/** A room with these publications, half of them there already, half of them subscribed to later. */
function hear(...publications: ReturnType<typeof publication>[]) {
  const listeners = new Map<string, (...words: unknown[]) => void>();
  const [before, later] = [
    publications.filter((_, i) => i % 2),
    publications.filter((_, i) => !(i % 2)),
  ];
  const room = {
    on(event: string, listener: () => void) {
      listeners.set(event, listener);
      return room;
    },
    remoteParticipants: new Map([["bob", { trackPublications: new Map(before.entries()) }]]),
  };
  new Sound(room as never);
  for (const each of later) listeners.get(RoomEvent.TrackSubscribed)?.(each.track, each, {});
  return played.toSorted();
}

const { Audio, Video } = Track.Kind;
const { Camera, Microphone, ScreenShare, ScreenShareAudio, Unknown } = Track.Source;

describe("what is played", () => {
  it("is microphones, the sound of screens, and sound without a source", () => {
    const fitting = [Microphone, ScreenShareAudio, Unknown].flatMap((source) => [
      publication(Audio, source),
      publication(Audio, source),
    ]);
    expect(hear(...fitting)).toHaveLength(fitting.length);
  });

  it("is no sound that is declared as something else, and no picture", () => {
    const contradicting = [
      publication(Audio, Camera),
      publication(Audio, ScreenShare),
      publication(Video, Camera, Audio),
      publication(Video, Microphone, Audio),
      publication(Video, Camera),
      publication(Video, ScreenShare),
    ];
    expect(hear(...contradicting, ...contradicting.toReversed())).toEqual([]);
  });
});
