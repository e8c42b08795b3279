/**
 * What the connection doctor looks at, and what it makes of what was measured. Pure: figures in, a
 * finding out; the words are in `words.ts`.
 */

export const names = [
  "secure",
  "api",
  "signal",
  "udp",
  "tcp",
  "turn",
  "speed",
  "clock",
  "camera",
  "microphone",
  "speaker",
] as const;
export type Name = (typeof names)[number];

export type State = "waiting" | "running" | "good" | "warning" | "failed" | "skipped";

/** What was measured; which of them there are depends on the finding. */
export interface Figures {
  /** Milliseconds. */
  ms?: number;
  /** Megabits a second. */
  speed?: number;
  /** 0 to 1. */
  loss?: number;
  /** Seconds by which this clock is ahead of the host's; negative: behind. */
  ahead?: number;
  /** Seconds to wait. */
  wait?: number;
  port?: number;
  /** A camera, a microphone or a speaker. */
  device?: string;
  width?: number;
  height?: number;
}

export type Finding =
  | "good"
  | "slow"
  | "poor"
  | "blocked"
  | "none"
  | "unreachable"
  | "refused"
  | "too_often"
  | "server_away"
  | "untrusted"
  | "plain"
  | "ahead"
  | "behind"
  | "busy"
  | "silent"
  | "nothing"
  | "insecure"
  | "denied"
  | "denied_by_system"
  | "missing"
  | "unplugged"
  | "failed"
  | "skipped"
  | "carries";

export interface Result {
  state: State;
  finding: Finding | null;
  figures: Figures;
}

export type Results = Readonly<Record<Name, Result>>;

export const result = (state: State, finding: Finding | null, figures: Figures = {}): Result => ({
  state,
  finding,
  figures,
});
export const skipped = result("skipped", "skipped");
export const running = result("running", null);

export const untouched = (): Results =>
  Object.fromEntries(names.map((name) => [name, result("waiting", null)])) as unknown as Results;

/** Slower than this and every click is felt, in milliseconds. */
const slowAnswer = 1_500;
/** A talk with more than this between question and answer is tiring, in milliseconds. */
const slowTrip = 300;
/** More than this and pictures freeze, of 1. */
const muchLoss = 0.03;
/** One sharp picture of oneself and a few small ones of others, in megabits a second. */
const enough = 1.2;
/** Seconds that clocks may differ: what is told about times is right then. */
const clockSlack = 10;
/** Seconds beyond which certificates look expired, or not valid yet. */
const clockWrong = 10 * 60;

export const judgeApi = (ms: number): Result =>
  ms > slowAnswer ? result("warning", "slow", { ms }) : result("good", "good", { ms });

/** `server` and both ends of the question in Unix milliseconds; the answer was given in between. */
export function judgeClock(server: number, asked: number, answered: number): Result {
  const ahead = ((asked + answered) / 2 - server) / 1000;
  // What the way takes can't be told apart from a difference of the clocks.
  const off = Math.max(0, Math.abs(ahead) - (answered - asked) / 2000);
  if (off < clockSlack) return result("good", "good", { ahead });
  return result(off > clockWrong ? "failed" : "warning", ahead > 0 ? "ahead" : "behind", { ahead });
}

/** How media fared over one way; null where it did not get through. */
export interface Passage {
  /** Milliseconds until connected. */
  connect: number;
  /** Milliseconds there and back. */
  roundTrip: number | null;
  /** Megabits a second that arrived. */
  speed: number;
  /** 0 to 1. */
  loss: number;
  /** The computer itself, not the network, was the limit. */
  busy: boolean;
}

function judgeWay(passage: Passage, finding: "good" | "carries"): Result {
  const figures: Figures = {
    ms: passage.roundTrip ?? passage.connect,
    loss: passage.loss,
    speed: passage.speed,
  };
  if (passage.speed <= 0) return result("failed", "nothing", figures);
  const poor = passage.loss > muchLoss || (passage.roundTrip ?? 0) > slowTrip;
  return poor ? result("warning", "poor", figures) : result("good", finding, figures);
}

export interface Ways {
  udp: Passage | null;
  tcp: Passage | null;
  /** `undefined`: no relay is set up. */
  turn: Passage | null | undefined;
}

/** What one blocked way means depends on the others. */
export function judgeWays(
  { udp, tcp, turn }: Ways,
  ports: { udp: number; tcp: number } | null,
): Pick<Results, "udp" | "tcp" | "turn" | "speed"> {
  const blocked = (saved: boolean, port: number | undefined) =>
    result(saved ? "warning" : "failed", "blocked", port ? { port } : {});
  const best = udp ?? tcp ?? turn ?? null;
  return {
    udp: udp ? judgeWay(udp, "good") : blocked(Boolean(tcp ?? turn), ports?.udp),
    tcp: tcp ? judgeWay(tcp, udp ? "good" : "carries") : blocked(Boolean(udp ?? turn), ports?.tcp),
    turn:
      turn === undefined
        ? result("skipped", "none")
        : turn
          ? judgeWay(turn, "good")
          : blocked(Boolean(udp ?? tcp), undefined),
    speed: best ? judgeSpeed(best) : skipped,
  };
}

function judgeSpeed({ speed, busy }: Passage): Result {
  if (speed <= 0) return result("failed", "nothing");
  if (speed >= enough) return result("good", "good", { speed });
  return result("warning", busy ? "busy" : "slow", { speed });
}

/** The worst of all, once all are known. */
export function verdict(results: Results): "running" | "good" | "warning" | "failed" {
  const states = names.map((name) => results[name].state);
  if (states.some((state) => state === "running" || state === "waiting")) return "running";
  if (states.includes("failed")) return "failed";
  return states.includes("warning") ? "warning" : "good";
}
