/**
 * What a publication is shown and heard as. A client declares the source itself, and LiveKit never
 * compares it with the media; so the media counts first, and the source only within it. Pure.
 */
import { type Participant, Track, type TrackPublication } from "livekit-client";

export type Sent = "microphone" | "camera" | "screen" | "screen_audio";

/** What this needs to know of a publication. */
export type Published = Pick<TrackPublication, "kind" | "source" | "isMuted"> & {
  track?: Pick<Track, "kind"> | undefined;
};

const sound: Partial<Record<Track.Source, Sent>> = {
  [Track.Source.Microphone]: "microphone",
  [Track.Source.ScreenShareAudio]: "screen_audio",
  // Native SDKs name no source where their program names none.
  [Track.Source.Unknown]: "microphone",
};

const pictures: Partial<Record<Track.Source, Sent>> = {
  [Track.Source.Camera]: "camera",
  [Track.Source.ScreenShare]: "screen",
  [Track.Source.Unknown]: "camera",
};

/** Null where media, declared type and declared source contradict: neither played nor shown. */
export function sentAs(publication: Published): Sent | null {
  const { kind, source, track } = publication;
  if (track && track.kind !== kind) return null;
  return (kind === Track.Kind.Audio ? sound : pictures)[source] ?? null;
}

/** The publication that is shown as this: one that is on, if there is one. */
export function publicationOf(
  participant: Pick<Participant, "trackPublications">,
  sent: Sent,
): TrackPublication | undefined {
  const fitting = [...participant.trackPublications.values()].filter(
    (publication) => sentAs(publication) === sent,
  );
  return fitting.find((publication) => !publication.isMuted) ?? fitting[0];
}

/** Whether a voice may be heard: sound of a screen without a screen counts as a microphone. */
export function speaks(participant: Pick<Participant, "trackPublications">): boolean {
  const on = (sent: Sent) => publicationOf(participant, sent)?.isMuted === false;
  return on("microphone") || (on("screen_audio") && !publicationOf(participant, "screen"));
}
