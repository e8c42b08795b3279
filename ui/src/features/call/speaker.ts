/** Who has the large place in the speaker's layout. Pure. */
export interface Voice {
  identity: string;
  local: boolean;
  speaking: boolean;
}

/** Whoever speaks keeps the place; in silence nothing moves. Oneself one never sees there. */
export function nextSpeaker(current: string | null, people: readonly Voice[]): string | null {
  const others = people.filter((person) => !person.local);
  const held = others.find((person) => person.identity === current);
  if (held?.speaking) return held.identity;
  const speaks = others.find((person) => person.speaking);
  return (speaks ?? held ?? others[0])?.identity ?? null;
}
