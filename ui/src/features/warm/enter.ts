/** The way into the call: on the connection that stands already where there is one, else on a new one. */
import { Failure, type Joined, join, keepTicket, takeTicket } from "../../guest/api.ts";
import type { WarmConnection } from "./connection.ts";
import { Warm } from "./warm.ts";

export interface Entered {
  joined: Joined;
  /** Stands and is this person's; `null` where the call connects by itself. */
  warm: WarmConnection | null;
}

export const loadCall = () => import("../call/Call.tsx");

export const warmFor = (meeting: string) =>
  new Warm<WarmConnection>({
    load: async () => (await loadCall()).openWarm,
    ticket: () => takeTicket(meeting),
    keep: (ticket) => keepTicket(meeting, ticket),
    isFinal: (error) => error instanceof Failure && error.code !== "unreachable",
    visible: () => document.visibilityState === "visible",
    onVisibility: (hearer) => {
      document.addEventListener("visibilitychange", hearer);
      return () => document.removeEventListener("visibilitychange", hearer);
    },
  });

export async function enter(
  meeting: string,
  name: string,
  warm: Warm<WarmConnection> | null,
): Promise<Entered> {
  const standing = (await warm?.take()) ?? null;
  try {
    const joined = await join(meeting, name, standing?.ticket.id);
    // The server may have forgotten the ticket: then this is a seat of its own.
    if (standing && joined.identity === standing.ticket.identity) {
      return { joined, warm: standing.connection };
    }
    standing?.connection.drop();
    return { joined, warm: null };
  } catch (error) {
    standing?.connection.drop();
    throw error;
  }
}
