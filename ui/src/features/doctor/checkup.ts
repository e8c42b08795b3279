/** What the doctor asks Confab: the time, how the meeting server is, and a room to send to oneself in. */
import type { components } from "../../api/schema.d.ts";
import { placeOf } from "../../guest/place.ts";

export type CheckUp = components["schemas"]["CheckUp"];
export type Trial = components["schemas"]["TrialAnswer"];

/** Milliseconds that an answer may take. */
const patience = 10_000;

export type Asked =
  | { is: "answered"; answer: CheckUp; asked: number; answered: number; ms: number }
  | { is: "too_often"; wait: number }
  | { is: "refused" }
  | { is: "unreachable" };

/** Confab checks with guests on other machines only where they know a meeting: the page's own. */
function route(): string {
  const place = placeOf(location.pathname);
  const query = place.at === "meeting" ? `?${new URLSearchParams({ meeting_id: place.id })}` : "";
  return `/api/v1/doctor${query}`;
}

export async function askCheckUp(): Promise<Asked> {
  try {
    const asked = Date.now();
    const began = performance.now();
    const response = await fetch(route(), {
      method: "POST",
      cache: "no-store",
      credentials: "same-origin",
      signal: AbortSignal.timeout(patience),
    });
    const ms = performance.now() - began;
    const answered = Date.now();
    if (response.status === 429) {
      return { is: "too_often", wait: Number(response.headers.get("Retry-After")) || 10 };
    }
    if (!response.ok) return { is: "refused" };
    return { is: "answered", answer: await response.json(), asked, answered, ms };
  } catch {
    return { is: "unreachable" };
  }
}

export type Signalled =
  | { opens: true; ms: number }
  | { opens: false; why: "away" | "refused" | "blocked" };

/**
 * Opens the WebSocket that a call's set-up goes over, and closes it again. Where it does not open, a
 * plain request to the same place tells whether it was refused or never got there.
 */
export async function trySignalling(trial: Trial): Promise<Signalled> {
  const began = performance.now();
  const query = new URLSearchParams({ access_token: trial.receiver, protocol: "16" });
  const base = trial.livekit_url.replace(/\/$/, "");
  if (await opens(`${base}/rtc?${query}`)) return { opens: true, ms: performance.now() - began };
  try {
    const url = `${base.replace(/^ws/, "http")}/rtc/validate?${query}`;
    const response = await fetch(url, { cache: "no-store", credentials: "omit" });
    if (response.ok) return { opens: false, why: "blocked" };
    return { opens: false, why: response.status === 503 ? "away" : "refused" };
  } catch {
    return { opens: false, why: "blocked" };
  }
}

function opens(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    let socket: WebSocket;
    try {
      socket = new WebSocket(url);
    } catch {
      resolve(false);
      return;
    }
    const end = (open: boolean) => {
      clearTimeout(timer);
      socket.close();
      resolve(open);
    };
    const timer = setTimeout(() => end(false), patience);
    socket.onopen = () => end(true);
    socket.onerror = () => end(false);
  });
}
