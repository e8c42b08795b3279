/**
 * One stay in the lobby: a stream that says where one stands and ends with the answer. A stream that
 * breaks is opened again, so a short loss of the network costs the place, not the wait.
 */
import type { components } from "../../api/schema.d.ts";
import { type Joined, joinedOf, keepSession, sessionOf } from "../../guest/api.ts";
import { readFrames } from "../live/frames.ts";

type JoinAnswer = components["schemas"]["JoinAnswer"];

export interface Place {
  place: number;
  of: number;
  hosts: readonly string[];
}

export type Told =
  | ({ type: "waiting"; waiting_id: string; title: string | null } & Place)
  | { type: "admitted"; join: JoinAnswer; session: string }
  | { type: "denied"; detail: string | null }
  | { type: "closed"; code: string };

export type Answer =
  | { is: "admitted"; joined: Joined }
  | { is: "denied"; words: string | null }
  /** The app's code says why. */
  | { is: "refused"; code: string };

export interface Steps {
  onPlace: (place: Place) => void;
  onTrouble: (what: "reconnecting" | "many") => void;
}

export interface Ways {
  fetch?: typeof fetch;
  pause?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

const silence = 40_000;
/** After how long to ask again where the place went to another network. */
const anotherTry = 15_000;

/** Resolves with the answer; null when the signal says that nobody waits any more. */
export async function waitInLobby(
  meeting: string,
  name: string,
  steps: Steps,
  signal: AbortSignal,
  ways: Ways = {},
): Promise<Answer | null> {
  const fetchIt = ways.fetch ?? ((input, init) => fetch(input, init));
  const rest = ways.pause ?? pause;
  for (let failures = 0; !signal.aborted; ) {
    const stop = new AbortController();
    let quiet: ReturnType<typeof setTimeout> | undefined;
    const onSign = () => {
      clearTimeout(quiet);
      quiet = setTimeout(() => stop.abort(), silence);
    };
    let answer: Answer | null = null;
    let wait = Math.min(5_000, 300 * 2 ** failures);
    try {
      onSign();
      const session = sessionOf(meeting);
      const got = await fetchIt(`/api/v1/meetings/${encodeURIComponent(meeting)}/lobby`, {
        method: "POST",
        cache: "no-store",
        credentials: "same-origin",
        headers: {
          "Content-Type": "application/json",
          ...(session ? { Authorization: `Bearer ${session}` } : {}),
        },
        body: JSON.stringify({ user_name: name }),
        signal: AbortSignal.any([signal, stop.signal]),
      });
      if (got.status === 429) {
        steps.onTrouble("many");
        wait = 1_000 * Math.max(1, Number(got.headers.get("Retry-After")) || 5);
      } else if (got.status >= 400 && got.status < 500) {
        return { is: "refused", code: got.headers.get("Confab-Code") ?? "unknown" };
      } else if (got.ok && got.body) {
        await readFrames(
          got.body,
          ({ data }) => {
            failures = 0;
            const told = JSON.parse(data) as Told;
            if (told.type === "waiting") steps.onPlace(told);
            else if (told.type === "closed" && told.code === "too_many_waiting") {
              steps.onTrouble("many");
              wait = anotherTry;
            } else answer ??= answerOf(meeting, told);
          },
          onSign,
        );
      }
    } catch {
      // Lost: once more.
    } finally {
      clearTimeout(quiet);
      stop.abort();
    }
    if (answer) return answer;
    if (signal.aborted) return null;
    failures += 1;
    if (wait < 1_000 || failures > 1) steps.onTrouble("reconnecting");
    await rest(wait, signal);
  }
  return null;
}

function answerOf(meeting: string, told: Exclude<Told, { type: "waiting" }>): Answer {
  switch (told.type) {
    case "admitted":
      keepSession(meeting, told.session);
      return { is: "admitted", joined: joinedOf(told.join) };
    case "denied":
      return { is: "denied", words: told.detail || null };
    case "closed":
      return { is: "refused", code: told.code };
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resume) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      globalThis.removeEventListener?.("online", done);
      resume();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener("abort", done);
    globalThis.addEventListener?.("online", done);
  });
}
