/** Asks LiveKit's tracks for their counts and turns them into rows, one per picture or sound. */
import type { LocalTrack, Participant, RemoteTrack, Room, TrackPublication } from "livekit-client";
import { type Sent, sentAs } from "./media.ts";
import { type Figures, type Path, type Reading, readPath, readTrack, type Stat } from "./stats.ts";

export interface Row {
  key: string;
  identity: string;
  name: string;
  local: boolean;
  source: Sent;
  /** Null while it is not received, as for pictures that nobody looks at. */
  figures: Figures | null;
}

export interface Readings {
  rows: readonly Row[];
  path: Path | null;
}

export class Meter {
  private before = new Map<string, Reading>();

  constructor(private readonly room: Room) {}

  async read(): Promise<Readings> {
    const people = [this.room.localParticipant, ...this.room.remoteParticipants.values()];
    const asked = people.flatMap((participant) =>
      [...participant.trackPublications.values()].map((publication) =>
        this.one(participant, publication),
      ),
    );
    const read = (await Promise.all(asked)).flatMap((one) => one ?? []);
    this.before = new Map(
      read.flatMap(({ row, reading }) => (reading ? [[row.key, reading] as const] : [])),
    );
    return {
      rows: read.map(({ row }) => row),
      path: read.find(({ path }) => path)?.path ?? null,
    };
  }

  private async one(participant: Participant, publication: TrackPublication) {
    const source = sentAs(publication);
    if (!source) return null;
    const track = publication.track as LocalTrack | RemoteTrack | undefined;
    const report = await track?.getRTCStatsReport().catch(() => undefined);
    const stats = report ? ([...report.values()] as Stat[]) : [];
    const key = publication.trackSid;
    const read = publication.isMuted ? null : readTrack(stats, this.before.get(key) ?? null);
    const row: Row = {
      key,
      identity: participant.identity,
      name: participant.name || participant.identity,
      local: participant.isLocal,
      source,
      figures: read?.figures ?? null,
    };
    return { row, reading: read?.reading ?? null, path: readPath(stats) };
  }
}
