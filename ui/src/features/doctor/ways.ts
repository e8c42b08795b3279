/**
 * Sends a picture through the meeting server and back over one way at a time: the browser is told of the
 * server's addresses for that way only. No STUN server is asked where the meeting server is Confab's own.
 */
import {
  EngineEvent,
  LocalVideoTrack,
  LogLevel,
  type RemoteTrack,
  Room,
  RoomEvent,
  setLogLevel,
  Track,
} from "livekit-client";
import { connectOptions } from "../call/room.ts";
import { pairOf, type Stat } from "../call/stats.ts";
import type { Passage } from "./checks.ts";
import type { Trial } from "./checkup.ts";
import { makeNoise } from "./noise.ts";

export type Way = "udp" | "tcp" | "relay";

/** Milliseconds for a connection; over TCP it takes about one second. */
const connectLimit = 8_000;
/** Milliseconds until the sender is up to speed, and for how long is counted then. */
const warmUp = 2_000;
const counted = 2_500;
const most = 4_000_000;

export interface Gone {
  passage: Passage | null;
  /** Whether the meeting server names a relay. */
  relay: boolean;
}

/** Goes one way with both ends; null where it is blocked. */
export async function go(trial: Trial, way: Way): Promise<Gone> {
  const seen = { relay: false };
  const [sender, receiver] = [makeEnd(way, seen), makeEnd(way, seen)];
  const noise = makeNoise();
  try {
    const began = performance.now();
    const arrival = arrivalAt(receiver);
    await Promise.all([
      join(sender, trial, trial.sender, way),
      join(receiver, trial, trial.receiver, way),
    ]);
    const connect = performance.now() - began;
    const sent = new LocalVideoTrack(noise.track, undefined, true);
    sent.source = Track.Source.Camera;
    await sender.localParticipant.publishTrack(sent, {
      simulcast: false,
      videoCodec: "vp8",
      videoEncoding: { maxBitrate: most, maxFramerate: 30 },
    });
    const got = await within(connectLimit, arrival);
    return { relay: seen.relay, passage: await measure(sent, got, connect) };
  } catch {
    return { relay: seen.relay, passage: null };
  } finally {
    noise.stop();
    await Promise.allSettled([sender.disconnect(), receiver.disconnect()]);
  }
}

function makeEnd(way: Way, seen: { relay: boolean }): Room {
  setLogLevel(LogLevel.silent);
  const room = new Room({ adaptiveStream: false, dynacast: false, singlePeerConnection: true });
  room.engine
    .on(EngineEvent.TransportsCreated, (...transports) => {
      for (const transport of transports) if (transport && way !== "relay") keepTo(transport, way);
    })
    .on(EngineEvent.SignalConnected, ({ iceServers }) => {
      seen.relay = iceServers.some(({ urls }) => urls.some((url) => /^turns?:/.test(url)));
    });
  return room;
}

function join(room: Room, trial: Trial, token: string, way: Way): Promise<void> {
  const usual = connectOptions(trial.livekit_url);
  return room.connect(trial.livekit_url, token, {
    ...usual,
    peerConnectionTimeout: connectLimit,
    maxRetries: 0,
    ...(way === "relay"
      ? { rtcConfig: { ...usual.rtcConfig, iceTransportPolicy: "relay" as const } }
      : {}),
  });
}

interface Told {
  addIceCandidate: (candidate: RTCIceCandidateInit) => Promise<void>;
  setRemoteDescription: (description: RTCSessionDescriptionInit, id: number) => Promise<boolean>;
}

/** Keeps from this connection what the server offers on other ways. */
function keepTo(transport: Told, way: "udp" | "tcp") {
  const add = transport.addIceCandidate.bind(transport);
  const describe = transport.setRemoteDescription.bind(transport);
  transport.addIceCandidate = async (candidate) => {
    if (leads(candidate.candidate, way)) await add(candidate);
  };
  transport.setRemoteDescription = (description, id) =>
    describe({ ...description, sdp: only(description.sdp, way) }, id);
}

/** Whether a candidate's line is of this way: its third word is the protocol. */
export function leads(candidate: string | undefined, way: "udp" | "tcp"): boolean {
  const protocol = candidate?.split(/\s+/)[2]?.toLowerCase();
  return protocol === undefined || protocol === way;
}

export function only(sdp: string | undefined, way: "udp" | "tcp"): string | undefined {
  return sdp
    ?.split("\r\n")
    .filter((line) => !line.startsWith("a=candidate:") || leads(line, way))
    .join("\r\n");
}

const arrivalAt = (room: Room): Promise<RemoteTrack> =>
  new Promise((resolve) => {
    room.on(RoomEvent.TrackSubscribed, (track) => {
      // Browsers may leave a picture that nobody looks at aside.
      const lookout = track.attach() as HTMLVideoElement;
      lookout.muted = true;
      resolve(track);
    });
  });

async function measure(sent: LocalVideoTrack, got: RemoteTrack, connect: number): Promise<Passage> {
  await pause(warmUp);
  const first = received(await statsOf(got));
  await pause(counted);
  const arrived = await statsOf(got);
  const left = await statsOf(sent);
  const last = received(arrived);
  got.detach();
  const seconds = Math.max(0.001, (last.at - first.at) / 1000);
  const lost = Math.max(0, last.lost - first.lost);
  const all = last.packets - first.packets + lost;
  const trip = pairOf(left)?.currentRoundTripTime;
  return {
    connect,
    roundTrip: typeof trip === "number" ? trip * 1000 : null,
    speed: ((last.bytes - first.bytes) * 8) / seconds / 1e6,
    loss: all > 0 ? lost / all : 0,
    busy: left.some((stat) => stat.qualityLimitationReason === "cpu"),
  };
}

async function statsOf(track: LocalVideoTrack | RemoteTrack): Promise<Stat[]> {
  const report = await track.getRTCStatsReport();
  return report ? ([...report.values()] as Stat[]) : [];
}

function received(stats: readonly Stat[]) {
  const stream = stats.find((stat) => stat.type === "inbound-rtp");
  const count = (value: unknown) => (typeof value === "number" ? value : 0);
  return {
    at: count(stream?.timestamp),
    bytes: count(stream?.bytesReceived),
    packets: count(stream?.packetsReceived),
    lost: count(stream?.packetsLost),
  };
}

const pause = (ms: number) => new Promise<void>((resume) => setTimeout(resume, ms));

const within = <T>(ms: number, work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    pause(ms).then(() => {
      throw new Error("nothing arrived in time");
    }),
  ]);
