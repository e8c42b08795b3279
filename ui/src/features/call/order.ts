/**
 * Who is on the first page. Everybody keeps their place as long as possible, so that no tile jumps;
 * somebody who speaks on a later page changes places with whoever on the first one was silent longest.
 * Pure.
 */
export function surface(
  order: readonly string[],
  speaking: readonly string[],
  spokeAt: ReadonlyMap<string, number>,
  first: number,
): readonly string[] {
  let next = order;
  for (const speaker of speaking) {
    const from = next.indexOf(speaker);
    if (from < first) continue;
    const page = next.slice(0, first);
    const silent = page.filter((each) => !speaking.includes(each));
    const [gives] = silent.sort((a, b) => (spokeAt.get(a) ?? 0) - (spokeAt.get(b) ?? 0));
    if (!gives) continue;
    const to = next.indexOf(gives);
    next = next.map((each, at) => (at === from ? gives : at === to ? speaker : each));
  }
  return next;
}

/** Those who came go to the end, those who left are gone, the others stay where they were. */
export function follow(order: readonly string[], here: readonly string[]): readonly string[] {
  const stay = order.filter((each) => here.includes(each));
  const came = here.filter((each) => !order.includes(each));
  return came.length === 0 && stay.length === order.length ? order : [...stay, ...came];
}
