/** `mailto:` as RFC 6068 wants it: percent-encoded UTF-8, lines ended by CRLF, no address. */

/** Some mail programs and systems cut off what is longer. */
export const LONGEST_MAIL = 1900;

export function mailto(subject: string, body: string): string {
  return `mailto:?subject=${encoded(subject)}&body=${encoded(body)}`;
}

/** The first of the bodies that fits, else the last. */
export function mailtoFitting(subject: string, bodies: readonly string[]): string {
  const urls = bodies.map((body) => mailto(subject, body));
  return urls.find((url) => url.length <= LONGEST_MAIL) ?? urls.at(-1) ?? mailto(subject, "");
}

const encoded = (text: string): string =>
  encodeURIComponent(text.replace(/\r\n?|\n/g, "\r\n")).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
