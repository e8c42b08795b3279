/**
 * The way into the call: on the connection that stands already or is being made, else on a new one,
 * which is made before the call is drawn.
 */
import { Failure, type Joined, join, keepTicket, takeTicket } from "../../guest/api.ts";
import type { WarmConnection } from "./connection.ts";
import { type Taken, Warm } from "./warm.ts";

export interface Entered {
  joined: Joined;
  /** This person's; `null` where the call connects by itself. */
  warm: WarmConnection | null;
}

/** Admitted, while the connection may still be under way. */
export interface Admitted {
  joined: Joined;
  warm: Promise<WarmConnection | null>;
}

export const loadCall = () => import("../call/Call.tsx");
const loadConnection = () => import("./connection.ts");

let mayLoad = () => {};
const loading = new Promise<void>((resolve) => {
  mayLoad = resolve;
});

/**
 * Loads what the call needs. Until the first time nothing of it is: the name field comes first. A
 * failure here is no news: joining tries again.
 */
export function prepareCall() {
  mayLoad();
  // One after the other: what connects must not wait for what draws.
  void loadConnection()
    .then(loadCall)
    .catch(() => undefined);
}

export const warmFor = (meeting: string) =>
  new Warm<WarmConnection>({
    load: () => loading.then(loadConnection).then(({ WarmConnection }) => WarmConnection.open),
    ticket: () => takeTicket(meeting),
    keep: (ticket) => keepTicket(meeting, ticket),
    isFinal: (error) => error instanceof Failure && error.code !== "unreachable",
    visible: () => document.visibilityState === "visible",
    onVisibility: (hearer) => {
      document.addEventListener("visibilitychange", hearer);
      return () => document.removeEventListener("visibilitychange", hearer);
    },
  });

/** `connects`: a call that needs nothing of its own for connecting, as an encrypted one does. */
export async function enter(
  meeting: string,
  name: string,
  warm: Warm<WarmConnection> | null,
  connects: boolean,
): Promise<Admitted> {
  prepareCall();
  const taken = warm?.take() ?? null;
  try {
    // While the connection is being made, if it is: neither waits for the other.
    const joined = await join(meeting, name, taken?.ticket.id);
    if (taken && joined.identity === taken.ticket.identity) {
      return { joined, warm: taken.connection };
    }
    // The server has forgotten the ticket: this is a seat of its own.
    drop(taken);
    return { joined, warm: connects ? connect(joined) : Promise.resolve(null) };
  } catch (error) {
    drop(taken);
    throw error;
  }
}

/** Where this fails, the call finds out why when it connects by itself. */
async function connect(joined: Joined): Promise<WarmConnection | null> {
  try {
    const { WarmConnection } = await loadConnection();
    return await WarmConnection.open(joined);
  } catch {
    return null;
  }
}

function drop(taken: Taken<WarmConnection> | null) {
  void taken?.connection.then((connection) => connection?.drop());
}
