/** What was found, as text to send to somebody who helps: no token, no key, no whole meeting id. */
import { t } from "../../texts/index.ts";
import { names, type Results } from "./checks.ts";
import { wordsOf } from "./words.ts";

export interface Surroundings {
  /** Where the page came from, without its path. */
  origin: string;
  browser: string;
  at: Date;
}

export const surroundings = (): Surroundings => ({
  origin: location.origin,
  browser: navigator.userAgent,
  at: new Date(),
});

export function report(results: Results, { origin, browser, at }: Surroundings): string {
  const lines = names.map((name) => {
    const { state } = results[name];
    const { sentence, remedy } = wordsOf(name, results[name]);
    const helps = remedy ? ` ${t("doctor.remedy")}: ${remedy}` : "";
    return `- ${t(`doctor.name_${name}`)}: ${t(`doctor.state_${state}`)}. ${sentence}${helps}`;
  });
  return clean([["Confab", origin, at.toISOString()].join(" · "), browser, ...lines].join("\n"));
}

/** Meeting ids keep their first letters, and anything that looks like a token goes. */
export const clean = (text: string): string =>
  text
    .replace(/\b([a-z]{3})-[a-z]{4}-[a-z]{3}\b/gi, "$1-…")
    .replace(/\beyJ[\w-]+(\.[\w-]+)*/g, "…")
    .replace(/#k=[\w-]+/g, "#k=…");
