import { Track, type TrackPublication } from "livekit-client";
import { describe, expect, it } from "vitest";
import { publicationOf, type Sent, sentAs, speaks } from "./media.ts";

const { Audio, Video } = Track.Kind;
const { Camera, Microphone, ScreenShare, ScreenShareAudio, Unknown } = Track.Source;

const published = (kind: Track.Kind, source: Track.Source, isMuted = false, media = kind) =>
  ({ kind, source, isMuted, track: { kind: media } }) as TrackPublication;

const sender = (...publications: TrackPublication[]) => ({
  trackPublications: new Map(publications.map((each, index) => [`TR_${index}`, each])),
});

describe("what a publication is shown and heard as", () => {
  it("goes by media and source together", () => {
    const fitting: [Track.Kind, Track.Source, Sent][] = [
      [Audio, Microphone, "microphone"],
      [Audio, ScreenShareAudio, "screen_audio"],
      [Audio, Unknown, "microphone"],
      [Video, Camera, "camera"],
      [Video, ScreenShare, "screen"],
      [Video, Unknown, "camera"],
    ];
    for (const [kind, source, sent] of fitting) {
      expect(sentAs(published(kind, source)), `${kind} ${source}`).toBe(sent);
    }
  });

  it("is nothing where they contradict", () => {
    for (const [kind, source] of [
      [Audio, Camera],
      [Audio, ScreenShare],
      [Video, Microphone],
      [Video, ScreenShareAudio],
    ] as const) {
      expect(sentAs(published(kind, source)), `${kind} ${source}`).toBeNull();
    }
    expect(sentAs(published(Video, Camera, false, Audio)), "sound declared as video").toBeNull();
    expect(sentAs(published(Audio, Microphone, false, Video))).toBeNull();
  });

  it("counts sound without a source, and sound of a screen that is not there, as a voice", () => {
    expect(speaks(sender(published(Audio, Unknown)))).toBe(true);
    expect(speaks(sender(published(Audio, Unknown, true)))).toBe(false);
    expect(speaks(sender(published(Audio, Camera)))).toBe(false);
    expect(speaks(sender(published(Audio, ScreenShareAudio)))).toBe(true);
    expect(speaks(sender(published(Audio, ScreenShareAudio), published(Video, ScreenShare)))).toBe(
      false,
    );
  });

  it("prefers what is on", () => {
    const off = published(Video, Camera, true);
    const on = published(Video, Unknown);
    expect(publicationOf(sender(off, on), "camera")).toBe(on);
    expect(publicationOf(sender(off), "camera")).toBe(off);
    expect(publicationOf(sender(), "camera")).toBeUndefined();
  });
});
