import { useEffect, useMemo, useRef, useState } from "react";
import { follow, surface } from "./order.ts";
import type { Person } from "./people.ts";
import { nextSpeaker } from "./speaker.ts";

/**
 * The others in the order in which they are shown; who speaks comes to the first page, where `first`
 * of them are. While one looks at a later page (`held`) nobody is taken from it.
 */
export function useOrder(
  people: readonly Person[],
  first: number,
  held: boolean,
): readonly Person[] {
  const [order, setOrder] = useState<readonly string[]>([]);
  const spokeAt = useRef(new Map<string, number>());
  const others = useMemo(() => people.filter((person) => !person.local), [people]);
  useEffect(() => {
    const speaking = others.filter((person) => person.speaking).map((person) => person.identity);
    for (const identity of speaking) spokeAt.current.set(identity, performance.now());
    const here = others.map((person) => person.identity);
    setOrder((was) => {
      const order = follow(was, here);
      return held ? order : surface(order, speaking, spokeAt.current, first);
    });
  }, [others, first, held]);
  return useMemo(() => {
    const known = new Map(others.map((person) => [person.identity, person]));
    return follow(order, [...known.keys()]).flatMap((identity) => known.get(identity) ?? []);
  }, [order, others]);
}

/** A cough is no speech: whoever takes the large place has spoken for a moment. */
const moment = 700;

export function useSpeaker(people: readonly Person[]): string | null {
  const [speaker, setSpeaker] = useState<string | null>(null);
  const wanted = nextSpeaker(speaker, people);
  useEffect(() => {
    if (wanted === speaker) return;
    const timer = setTimeout(() => setSpeaker(wanted), speaker ? moment : 0);
    return () => clearTimeout(timer);
  }, [wanted, speaker]);
  return speaker;
}
