/**
 * What the guest page asks its own origin. Failures become a code here, and a sentence in `words.ts`:
 * no other place looks at a status.
 */
import type { components } from "../api/schema.d.ts";

type Schemas = components["schemas"];

export interface Joined {
  meeting: string;
  identity: string;
  name: string;
  token: string;
  serverUrl: string;
}

export type PersonInside = Schemas["Inside"];

export type FailureCode =
  | "meeting_not_found"
  | "meeting_full"
  | "meeting_locked"
  | "lobby"
  | "removed_by_host"
  | "bad_host_code"
  | "not_this_user"
  | "no_warming"
  | "bad_name"
  | "too_many_tries"
  | "unreachable"
  | "unknown";

export class Failure extends Error {
  readonly code: FailureCode;
  /** Seconds, where the answer said how long to wait. */
  readonly retryAfter: number | null;

  constructor(code: FailureCode, retryAfter: number | null = null) {
    super(code);
    this.name = "Failure";
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

const known: readonly FailureCode[] = [
  "meeting_not_found",
  "meeting_full",
  "meeting_locked",
  "lobby",
  "removed_by_host",
  "bad_host_code",
  "not_this_user",
  "no_warming",
];

export function asFailureCode(text: string | null | undefined): FailureCode | null {
  return known.find((code) => code === text) ?? null;
}

const byStatus: Record<number, FailureCode> = {
  404: "meeting_not_found",
  409: "meeting_full",
  415: "bad_name",
  422: "bad_name",
  429: "too_many_tries",
};

export function failureOf(status: number, headers: Headers): Failure {
  const code = asFailureCode(headers.get("Confab-Code")) ?? byStatus[status] ?? "unknown";
  const seconds = Number(headers.get("Retry-After"));
  return new Failure(code, Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : null);
}

const base = (meeting: string) => `/api/v1/meetings/${encodeURIComponent(meeting)}`;

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  let answer: Response;
  try {
    // The browser's id goes along, by which one who was removed is recognised.
    answer = await fetch(path, { cache: "no-store", credentials: "same-origin", ...init });
  } catch {
    throw new Failure("unreachable");
  }
  if (!answer.ok) throw failureOf(answer.status, answer.headers);
  return answer;
}

export async function exists(meeting: string, signal?: AbortSignal): Promise<boolean> {
  const answer = await ask(`${base(meeting)}/exists`, { signal });
  const body: Schemas["Exists"] = await answer.json();
  return body.exists;
}

export async function inside(meeting: string, signal?: AbortSignal): Promise<PersonInside[]> {
  const session = sessionOf(meeting);
  // With a lobby, who is inside is told to a host alone.
  const headers = session ? { Authorization: `Bearer ${session}` } : undefined;
  const answer = await ask(`${base(meeting)}/participants`, { signal, headers });
  const body: Schemas["Participants"] = await answer.json();
  return body.participants;
}

export const joinedOf = (got: Schemas["JoinAnswer"]): Joined => ({
  meeting: got.meeting_id,
  identity: got.user_id,
  name: got.user_name,
  token: got.token,
  serverUrl: got.livekit_url,
});

async function enter<Got = Schemas["JoinAnswer"]>(
  meeting: string,
  route: string,
  body: object,
): Promise<Got> {
  const session = sessionOf(meeting);
  const answer = await ask(`${base(meeting)}/${route}`, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      // Who was the host, or a co-host, a moment ago comes back as one.
      ...(session ? { Authorization: `Bearer ${session}` } : {}),
    },
    body: JSON.stringify(body),
  });
  const fresh = answer.headers.get("Confab-Session");
  if (fresh) keepSession(meeting, fresh);
  return answer.json();
}

/**
 * A seat in the call. `data: false`, as this page sends nothing through LiveKit but sound and picture.
 * `warm` is the ticket of a connection that stands already and becomes this person's.
 */
export const join = async (meeting: string, name: string, warm?: string) =>
  joinedOf(
    await enter(meeting, "join", { user_name: name, data: false, ...(warm ? { warm } : {}) }),
  );

/** The host's way in. */
export interface HostEntry {
  joined: Joined;
  /** The key of an encrypted meeting. It stays in this page's memory: nothing of it is kept. */
  key: string | null;
}

/** Trades the code that the host's app put into the address, once, for a seat with the host's role. */
export async function enterAsHost(meeting: string, code: string): Promise<HostEntry> {
  const got = await enter<Schemas["HostAnswer"]>(meeting, "host", { code, data: false });
  return { joined: joinedOf(got), key: got.key };
}

/** The key again, for the host whose page was reloaded; `null` for everybody else. */
export async function keyOfHost(meeting: string): Promise<string | null> {
  const session = sessionOf(meeting);
  if (!session) return null;
  const headers = { Authorization: `Bearer ${session}` };
  return ask(`${base(meeting)}/key`, { headers })
    .then((answer): Promise<Schemas["Key"]> => answer.json())
    .then(
      ({ key }) => key,
      () => null,
    );
}

/** A place at which to stand ready, unseen and without rights, until Join is pressed. */
export interface Ticket {
  id: string;
  identity: string;
  token: string;
  serverUrl: string;
}

export async function takeTicket(meeting: string): Promise<Ticket> {
  const answer = await ask(`${base(meeting)}/warm`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: "{}",
  });
  const got: { ticket: string; user_id: string; token: string; livekit_url: string } =
    await answer.json();
  return {
    id: got.ticket,
    identity: got.user_id,
    token: got.token,
    serverUrl: got.livekit_url,
  };
}

/** Says that somebody is still about to join. */
export async function keepTicket(meeting: string, ticket: string): Promise<void> {
  await ask(`${base(meeting)}/warm/${encodeURIComponent(ticket)}`, { method: "POST" });
}

const sessionKey = (meeting: string) => `confab.session.${meeting}`;
/** For pages whose storage is off: the session then ends with the page. */
const sessionsHere = new Map<string, string>();

/** The session lives as long as the tab: nothing else on this computer can read it. */
export function keepSession(meeting: string, session: string) {
  sessionsHere.set(meeting, session);
  try {
    sessionStorage.setItem(sessionKey(meeting), session);
  } catch {
    // Storage is off.
  }
}

export function sessionOf(meeting: string): string | null {
  try {
    return sessionStorage.getItem(sessionKey(meeting)) ?? sessionsHere.get(meeting) ?? null;
  } catch {
    return sessionsHere.get(meeting) ?? null;
  }
}

const gateOf = (path: string, serverUrl: string, token: string): URL => {
  const url = new URL(path, serverUrl.replace(/^ws/, "http"));
  url.searchParams.set("access_token", token);
  return url;
};

/** Whether the gate would let this token in right now, asked beside the connection that failed. */
export async function wouldLetIn(serverUrl: string, token: string): Promise<boolean> {
  const init: RequestInit = { cache: "no-store", credentials: "omit" };
  // The newer path wants to see all that a connection would send; this one a token alone.
  return fetch(gateOf("/rtc/validate", serverUrl, token), init).then(
    (answer) => answer.ok,
    () => false,
  );
}

/**
 * Why the gate would not let this token in: a code, `null` when it would or says nothing.
 * LiveKit's client keeps that answer to itself when it gives up in the middle of a call.
 */
export async function refusal(serverUrl: string, token: string): Promise<FailureCode | null> {
  try {
    const answer = await fetch(gateOf("/rtc/v1/validate", serverUrl, token), {
      cache: "no-store",
      credentials: "omit",
    });
    if (answer.ok) return null;
    return asFailureCode(answer.headers.get("Confab-Code") ?? (await answer.text()).trim());
  } catch {
    return "unreachable";
  }
}
