/**
 * What was sealed comes past the app unseen, so what the app takes out of texts and previews of other
 * meetings (`confab-core/src/text.rs`, `files/picture.rs`) is taken out here.
 */

/** Control characters, and the marks that reorder what follows them. */
const unwanted =
  /(?![\n\t])\p{Cc}|[\u202A-\u202E\u2066-\u2069\uFEFF\uFFF9-\uFFFB]|[\u{E0000}-\u{E001F}]/gu;

export const cleanLines = (text: string): string =>
  text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, "\n")
    .replace(unwanted, "")
    .trim();

/** A file's name: one line, without folders. */
export const cleanLine = (text: string): string =>
  (text.split(/[/\\]/).at(-1) ?? "").replace(/\s+/gu, " ").replace(unwanted, "").trim();

/** By the first bytes alone; `null` for everything else that a browser might show. */
export function pictureType(bytes: Uint8Array): string | null {
  const begins = (...first: number[]) => first.every((byte, at) => byte < 0 || bytes[at] === byte);
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "image/png";
  if (begins(0xff, 0xd8, 0xff)) return "image/jpeg";
  const riff = begins(0x52, 0x49, 0x46, 0x46, -1, -1, -1, -1, 0x57, 0x45, 0x42, 0x50);
  return riff ? "image/webp" : null;
}
