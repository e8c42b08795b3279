/** Which languages there are, and which one somebody gets. */

export const languages = ["en", "de", "es", "fr", "pt", "ar", "ja"] as const;
export type Language = (typeof languages)[number];

export interface Choice {
  language: Language;
  /** The wish that led here ("de-AT"), so that dates and numbers look as they do there. */
  locale: string;
}

const known = (tag: string): Language | undefined =>
  languages.find((language) => language === tag.toLowerCase().split("-")[0]);

/** The first wish that can be met; English where none can. */
export function choose(wishes: readonly string[]): Choice {
  for (const wish of wishes) {
    const language = known(wish);
    if (language && isLocale(wish)) return { language, locale: wish };
  }
  return { language: "en", locale: "en" };
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** What the browser wishes; `?lang=` comes before all of it. */
export function wishes(): string[] {
  if (typeof window === "undefined") return [];
  const asked = new URLSearchParams(location.search).get("lang");
  return [...(asked ? [asked] : []), ...navigator.languages];
}

export const directionOf = (language: Language): "ltr" | "rtl" =>
  language === "ar" ? "rtl" : "ltr";
