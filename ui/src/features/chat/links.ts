/** Finds what may be pressed in a text: web addresses and nothing else, so no address can run anything. */

export type Piece = { text: string; href?: string };

const address = /\bhttps?:\/\/[^\s<>"'“”«»]+/giu;

export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(address)) {
    const shown = withoutTail(match[0]);
    const href = safe(shown);
    if (!href) continue;
    if (match.index > from) found.push({ text: text.slice(from, match.index) });
    found.push({ text: shown, href });
    from = match.index + shown.length;
  }
  if (from < text.length) found.push({ text: text.slice(from) });
  return found;
}

/** Points and brackets that belong to the sentence around it. */
function withoutTail(url: string): string {
  let kept = url;
  for (;;) {
    const last = kept.at(-1) ?? "";
    const closes = { ")": "(", "]": "[", "}": "{" }[last];
    if (/[.,;:!?…*_~]/u.test(last) || (closes && count(kept, last) > count(kept, closes))) {
      kept = kept.slice(0, -1);
    } else {
      return kept;
    }
  }
}

const count = (text: string, letter: string) => text.split(letter).length - 1;

function safe(url: string): string | null {
  try {
    const { protocol, host, href } = new URL(url);
    return (protocol === "http:" || protocol === "https:") && host ? href : null;
  } catch {
    return null;
  }
}
