/**
 * What WebRTC counts about one track, read into what a person can follow. Pure: two readings in,
 * figures out. A figure that a browser does not give is null, never a guess.
 */

export type Stat = { id: string; type: string } & Record<string, unknown>;

export interface Reading {
  /** Milliseconds. */
  at: number;
  bytes: number;
  packets: number;
  lost: number;
}

export interface Figures {
  codec: string | null;
  width: number | null;
  height: number | null;
  framesPerSecond: number | null;
  /** Bits a second. */
  bitrate: number | null;
  /** 0 to 1. */
  loss: number | null;
  /** Milliseconds. */
  roundTrip: number | null;
}

const num = (value: unknown): number | null =>
  typeof value === "number" && Number.isFinite(value) ? value : null;
const sum = (values: readonly unknown[]) =>
  values.reduce<number>((total, value) => total + (num(value) ?? 0), 0);

export function readTrack(
  report: readonly Stat[],
  before: Reading | null,
): { figures: Figures; reading: Reading } | null {
  const ins = report.filter((stat) => stat.type === "inbound-rtp");
  const outs = report.filter((stat) => stat.type === "outbound-rtp");
  const streams = ins.length > 0 ? ins : outs;
  const inbound = ins.length > 0;
  if (streams.length === 0) return null;
  const remotes = report.filter((stat) => stat.type === "remote-inbound-rtp");
  // Of several layers the largest that is really sent says what the others can see.
  const [best] = [...streams].sort(
    (a, b) =>
      Number(b.active !== false) - Number(a.active !== false) ||
      (num(b.frameHeight) ?? 0) - (num(a.frameHeight) ?? 0),
  );
  const reading: Reading = {
    at: num(best?.timestamp) ?? 0,
    bytes: sum(streams.map((stat) => (inbound ? stat.bytesReceived : stat.bytesSent))),
    packets: sum(streams.map((stat) => (inbound ? stat.packetsReceived : stat.packetsSent))),
    lost: sum((inbound ? streams : remotes).map((stat) => stat.packetsLost)),
  };
  return {
    reading,
    figures: {
      codec: codecOf(report, best),
      width: num(best?.frameWidth),
      height: num(best?.frameHeight),
      framesPerSecond: num(best?.framesPerSecond),
      ...change(before, reading, inbound),
      roundTrip: roundTripOf(report, remotes),
    },
  };
}

function change(before: Reading | null, now: Reading, inbound: boolean) {
  const seconds = before ? (now.at - before.at) / 1000 : 0;
  // A track that began anew counts from nothing again.
  if (!before || seconds <= 0 || now.bytes < before.bytes) return { bitrate: null, loss: null };
  const lost = Math.max(0, now.lost - before.lost);
  const passed = now.packets - before.packets;
  const all = inbound ? passed + lost : passed;
  return {
    bitrate: ((now.bytes - before.bytes) * 8) / seconds,
    loss: all > 0 ? Math.min(1, lost / all) : 0,
  };
}

function codecOf(report: readonly Stat[], stream: Stat | undefined): string | null {
  const codec = report.find((stat) => stat.type === "codec" && stat.id === stream?.codecId);
  const mime = typeof codec?.mimeType === "string" ? codec.mimeType : "";
  return mime.split("/")[1] ?? null;
}

/** The pair of addresses that is in use. */
export function pairOf(report: readonly Stat[]): Stat | undefined {
  const pairs = report.filter((stat) => stat.type === "candidate-pair");
  const transport = report.find((stat) => stat.type === "transport");
  return (
    pairs.find((pair) => pair.id === transport?.selectedCandidatePairId) ??
    pairs.find((pair) => pair.nominated && pair.state === "succeeded")
  );
}

function roundTripOf(report: readonly Stat[], remotes: readonly Stat[]): number | null {
  const seconds =
    num(pairOf(report)?.currentRoundTripTime) ??
    num(remotes.find((stat) => num(stat.roundTripTime) !== null)?.roundTripTime);
  return seconds === null ? null : seconds * 1000;
}

export interface Path {
  protocol: "udp" | "tcp";
  /** Through a relay, not straight. */
  relayed: boolean;
}

/** The way the media takes. */
export function readPath(report: readonly Stat[]): Path | null {
  const pair = pairOf(report);
  const local = report.find((stat) => stat.id === pair?.localCandidateId);
  if (!local) return null;
  const relay = typeof local.relayProtocol === "string" ? local.relayProtocol : "";
  const protocol = relay || local.protocol;
  return {
    protocol: protocol === "tcp" || protocol === "tls" ? "tcp" : "udp",
    relayed: local.candidateType === "relay",
  };
}
