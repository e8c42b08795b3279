/** Where the address leads. */

/** Reading is forgiving (capitals, missing hyphens, a whole link); what comes out is canonical, or null. */
export function meetingIdIn(text: string): string | null {
  const trimmed = text.trim();
  const fromLink = /\/meeting\/([^/?#\s]+)/.exec(trimmed)?.[1] ?? trimmed;
  const letters = fromLink.toLowerCase().replace(/[\s-]/g, "");
  if (!/^[a-z]{10}$/.test(letters)) return null;
  return `${letters.slice(0, 3)}-${letters.slice(3, 7)}-${letters.slice(7)}`;
}

export type Place = { at: "door" } | { at: "meeting"; id: string };

export function placeOf(pathname: string): Place {
  const asked = /^\/meeting\/([^/]*)/.exec(pathname)?.[1];
  if (asked === undefined) return { at: "door" };
  let text = asked;
  try {
    text = decodeURIComponent(asked);
  } catch {
    // Not a meeting then; the page says so.
  }
  return { at: "meeting", id: meetingIdIn(text) ?? text };
}

/** The key of an encrypted meeting behind `#`, which stays there: a reload needs it again. */
export const keyIn = (hash: string): string | null =>
  hash.startsWith("#") ? new URLSearchParams(hash.slice(1)).get("k") || null : null;

/** The one-time code of `#host=…`, taken out of the address before anything else can read it. */
export function takeHostCode(where: Location = location, past: History = history): string | null {
  const code = new URLSearchParams(where.hash.slice(1)).get("host");
  if (code === null) return null;
  const key = keyIn(where.hash);
  past.replaceState(past.state, "", where.pathname + where.search + (key ? `#k=${key}` : ""));
  return code || null;
}
