/** In which order participants are listed. */
import type { Person, RoleGrant } from "../../../api/types.ts";

export interface Listed {
  person: Person;
  /** The place in the queue of raised hands, from 1. */
  hand: number | null;
}

/** Raised hands first, the earliest on top; the others as they came. */
export function listed(people: readonly Person[]): Listed[] {
  const up = people
    .filter(({ hand }) => hand !== null)
    .sort((a, b) => (a.hand ?? 0) - (b.hand ?? 0))
    .map((person, at) => ({ person, hand: at + 1 }));
  const down = people.filter(({ hand }) => hand === null).map((person) => ({ person, hand: null }));
  return [...up, ...down];
}

export interface Tally {
  microphones: number;
  hands: number;
  sharing: Person[];
}

export const tally = (people: readonly Person[]): Tally => ({
  microphones: people.filter(({ microphone }) => microphone).length,
  hands: people.filter(({ hand }) => hand !== null).length,
  sharing: people.filter(({ screen }) => screen),
});

/** The co-hosts of whom no identity is inside. */
export function absent(roles: readonly RoleGrant[], people: readonly Person[]): RoleGrant[] {
  const inside = new Set(people.map(({ identity }) => identity));
  return roles.filter(
    ({ role, identities }) =>
      role === "cohost" && !identities.some((identity) => inside.has(identity)),
  );
}
