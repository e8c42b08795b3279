/** Bytes as letters that may stand in an address (base64url without padding), and back. */

export type Bytes = Uint8Array<ArrayBuffer>;

/** How many bytes become letters at a time: a call takes only so many arguments. */
const piece = 8_192;

export function toLetters(bytes: Bytes): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += piece) {
    binary += String.fromCharCode(...bytes.subarray(at, at + piece));
  }
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** `null` where these are no such letters. */
export function fromLetters(letters: string): Bytes | null {
  if (!/^[A-Za-z0-9_-]*$/.test(letters) || letters.length % 4 === 1) return null;
  const binary = atob(letters.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}
