import { describe, expect, it } from "vitest";
import { readPath, readTrack, type Stat } from "./stats.ts";

const transport: Stat[] = [
  { id: "T", type: "transport", selectedCandidatePairId: "P2" },
  { id: "P1", type: "candidate-pair", localCandidateId: "L1", currentRoundTripTime: 0.9 },
  { id: "P2", type: "candidate-pair", localCandidateId: "L2", currentRoundTripTime: 0.025 },
  { id: "L1", type: "local-candidate", protocol: "tcp", candidateType: "host" },
  { id: "L2", type: "local-candidate", protocol: "udp", candidateType: "host" },
];

const inbound = (timestamp: number, bytes: number, packets: number, lost: number): Stat[] => [
  ...transport,
  { id: "C", type: "codec", mimeType: "video/VP8" },
  {
    id: "I",
    type: "inbound-rtp",
    codecId: "C",
    timestamp,
    bytesReceived: bytes,
    packetsReceived: packets,
    packetsLost: lost,
    frameWidth: 640,
    frameHeight: 360,
    framesPerSecond: 24,
  },
];

describe("readTrack", () => {
  it("reads what is received, and rates from two readings", () => {
    const first = readTrack(inbound(1_000, 10_000, 90, 0), null);
    expect(first?.figures).toMatchObject({ codec: "VP8", width: 640, bitrate: null, loss: null });
    const second = readTrack(inbound(3_000, 135_000, 180, 10), first?.reading ?? null);
    expect(second?.figures).toEqual({
      codec: "VP8",
      width: 640,
      height: 360,
      framesPerSecond: 24,
      bitrate: 500_000,
      loss: 0.1,
      roundTrip: 25,
    });
  });

  it("adds up layers, and shows the largest that is sent", () => {
    const layer = (id: string, height: number, bytes: number, active: boolean): Stat => ({
      id,
      type: "outbound-rtp",
      active,
      timestamp: 2_000,
      bytesSent: bytes,
      packetsSent: 10,
      frameWidth: (height * 16) / 9,
      frameHeight: height,
    });
    const report = [
      layer("q", 180, 1_000, true),
      layer("h", 360, 3_000, true),
      layer("f", 720, 0, false),
    ];
    const read = readTrack(report, { at: 1_000, bytes: 0, packets: 0, lost: 0 });
    expect(read?.figures).toMatchObject({ height: 360, bitrate: 32_000, codec: null });
  });

  it("starts over with a track that began anew", () => {
    const before = { at: 1_000, bytes: 999_999, packets: 9, lost: 0 };
    expect(readTrack(inbound(2_000, 10, 1, 0), before)?.figures.bitrate).toBeNull();
  });

  it("says nothing where there is nothing", () => {
    expect(readTrack(transport, null)).toBeNull();
  });
});

describe("readPath", () => {
  it("finds the pair that carries the media", () => {
    expect(readPath(transport)).toEqual({ protocol: "udp", relayed: false });
    expect(readPath([])).toBeNull();
  });
});
