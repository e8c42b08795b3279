/**
 * What the pages say: `t("call.people", { count })`.
 *
 * Every message lives in `<language>/<area>.ts` under a key that begins with its area, in ICU's
 * notation; English is the one that the types are made of. An area's English is there once
 * `areas/<area>.ts` has been imported, which whatever is loaded by itself does at its top; another
 * language comes whole, before anything is drawn. So `t` belongs into functions, never into a
 * module's constants.
 *
 * Deliberately absent: a way to change the language of a page that stands.
 */
import { setupI18n } from "@lingui/core";
import type { Key, Values } from "./catalogue.ts";
import { choose, directionOf, wishes } from "./languages.ts";

export type { Area, Key, Translation } from "./catalogue.ts";

export const { language, locale } = choose(wishes());
export const direction = directionOf(language);

const i18n = setupI18n({ locale: language, locales: [locale], messages: { [language]: {} } });

if (typeof document !== "undefined") {
  document.documentElement.lang = language;
  document.documentElement.dir = direction;
}

/** All that one page says in one language: `<language>/<page>-page.ts`. */
export interface Page {
  default: Partial<Record<Key, string>>;
}

const all: Record<string, string> = {};

/** Makes English messages known. What is said in the page's own language already stays. */
export function know(english: Partial<Record<Key, string>>): void {
  for (const [key, message] of Object.entries(english)) all[key] ??= message;
  i18n.load(language, all);
}

/**
 * Fetches what the page says in its own language, named `…/<language>/…` among `pages`; called once,
 * before anything is drawn. What cannot be fetched stays English.
 */
export async function speak(pages: Record<string, () => Promise<Page>>): Promise<void> {
  const path = Object.keys(pages).find((one) => one.includes(`/${language}/`));
  const page = await (path && pages[path]?.().catch(() => undefined));
  if (!page) return;
  Object.assign(all, page.default);
  i18n.load(language, all);
}

export function t<K extends Key>(key: K, ...[values]: Values<K>): string {
  return i18n._(key, values && apart(values));
}

/** A name in another script than the sentence keeps its own direction, and leaves the sentence its. */
export const isolated = (text: string): string =>
  direction === "rtl" ? `\u2068${text}\u2069` : text;

function apart(values: Record<string, string | number>): Record<string, string | number> {
  if (direction === "ltr") return values;
  const entries = Object.entries(values);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === "string" ? isolated(value) : value]),
  );
}
