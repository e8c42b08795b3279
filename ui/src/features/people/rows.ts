/** Everybody inside, as the panel lists them. Pure. */
import type { Protection } from "../call/cover.ts";
import type { Person } from "../call/people.ts";
import { type LiveState, mayModerate } from "../live/state.ts";
import type { Role } from "../live/types.ts";

type Seen = Pick<Person, "identity" | "microphone" | "filming" | "sharing"> &
  Partial<Pick<Person, "protection">>;

export interface Row {
  identity: string;
  name: string;
  me: boolean;
  role: Role;
  /** 1 is the hand that was up first. */
  hand: number | null;
  microphone: boolean;
  camera: boolean;
  screen: boolean;
  spotlit: boolean;
  /** In an encrypted meeting, of what they send. */
  protection: Protection | null;
}

/**
 * Oneself first, then raised hands in their order, then hosts, then by name. What LiveKit shows of
 * microphones and cameras is quicker than what the app heard of them.
 */
export function rows(state: LiveState, seen: readonly Seen[]): Row[] {
  const quick = new Map(seen.map((person) => [person.identity, person]));
  const raised = [...state.people.values()]
    .filter((person) => person.hand !== null)
    .sort((a, b) => (a.hand ?? 0) - (b.hand ?? 0))
    .map((person) => person.identity);
  return [...state.people.values()]
    .map((person) => {
      const now = quick.get(person.identity);
      const place = raised.indexOf(person.identity);
      return {
        identity: person.identity,
        name: person.name || person.identity,
        me: person.identity === state.me.identity,
        role: person.role,
        hand: place < 0 ? null : place + 1,
        microphone: now?.microphone ?? person.microphone,
        camera: now?.filming ?? person.camera,
        screen: now?.sharing ?? person.screen,
        spotlit: state.spotlight === person.identity,
        protection: now?.protection ?? null,
      };
    })
    .sort(
      (a, b) =>
        Number(b.me) - Number(a.me) ||
        (a.hand ?? noHand) - (b.hand ?? noHand) ||
        rank(a.role) - rank(b.role) ||
        a.name.localeCompare(b.name) ||
        a.identity.localeCompare(b.identity),
    );
}

/** Behind every hand that is up. */
const noHand = Number.MAX_SAFE_INTEGER;

const rank = (role: Role) => ({ host: 0, cohost: 1, guest: 2 })[role];

/** What somebody with this role may do to somebody with that one. */
export function powers(mine: Role, row: Row) {
  const may = mayModerate(mine);
  return {
    any: may,
    /** A co-host is no match for the host. */
    remove: may && !row.me && (mine === "host" || row.role !== "host"),
    rename: may && (mine === "host" || row.role !== "host"),
    role: mine === "host" && !row.me && row.role !== "host",
  };
}
