/** The languages against English, and English against the sources. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, type Token } from "@messageformat/parser";
import { describe, expect, it } from "vitest";
import { type Language, languages } from "./languages.ts";

/** Languages that say everything; the others still fall back on English here and there. */
const complete: readonly Language[] = ["en"];

type Catalogue = Record<string, string>;

const here = import.meta.dirname;
const files = import.meta.glob<{ default: Catalogue }>("./??/*.ts", { eager: true });
const areas = readdirSync(join(here, "en")).map((name) => name.replace(/\.ts$/, ""));
const read = (language: string, area: string): Catalogue =>
  files[`./${language}/${area}.ts`]?.default ?? {};
const english = Object.assign({}, ...areas.map((area) => read("en", area))) as Catalogue;

/** The arguments of a message with their kinds, and what is wrong with its plurals and choices. */
function argumentsOf(message: string, language: string) {
  const found = new Set<string>();
  const wrong: string[] = [];
  const walk = (tokens: Token[]) => {
    for (const token of tokens) {
      if (token.type === "argument") found.add(token.arg);
      if (token.type !== "plural" && token.type !== "select" && token.type !== "selectordinal") {
        continue;
      }
      found.add(`${token.arg}, ${token.type}`);
      const cases = token.cases.map(({ key }) => key);
      if (token.type === "select") found.add(`${token.arg}: ${cases.toSorted().join(" ")}`);
      else {
        const type = token.type === "plural" ? "cardinal" : "ordinal";
        const { pluralCategories } = new Intl.PluralRules(language, { type }).resolvedOptions();
        const forms = cases.filter((key) => !key.startsWith("="));
        for (const form of pluralCategories) {
          // Only numbers like 1.5 or whole millions take these forms in the Romance languages.
          if (form === "many" && language !== "ar") continue;
          if (!forms.includes(form)) wrong.push(`the form "${form}" of {${token.arg}} is missing`);
        }
        for (const form of forms) {
          if (!(pluralCategories as string[]).includes(form)) {
            wrong.push(`{${token.arg}} has no form "${form}"`);
          }
        }
      }
      for (const { tokens: inner } of token.cases) walk(inner);
    }
  };
  walk(parse(message, { cardinal: undefined, ordinal: undefined }));
  return { found: [...found].sort(), wrong };
}

describe.each(languages)("the messages in %s", (language) => {
  it.each(areas)("%s says all that English says, and no more", (area) => {
    const keys = Object.keys(read(language, area));
    const wanted = Object.keys(read("en", area));
    expect(keys.filter((key) => !wanted.includes(key))).toEqual([]);
    if (complete.includes(language)) {
      expect(wanted.filter((key) => !keys.includes(key))).toEqual([]);
    }
  });

  it("have the placeholders of the English ones, and every plural form of the language", () => {
    const wrong: string[] = [];
    for (const area of areas) {
      for (const [key, message] of Object.entries(read(language, area))) {
        const { found, wrong: inMessage } = argumentsOf(message, language);
        wrong.push(...inMessage.map((words) => `${key}: ${words}`));
        const { found: wanted } = argumentsOf(english[key] ?? "", "en");
        if (found.join() !== wanted.join()) wrong.push(`${key}: [${found}] for [${wanted}]`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("begin with the name of their area and are not empty", () => {
    const wrong = areas.flatMap((area) =>
      Object.entries(read(language, area))
        .filter(([key, message]) => !key.startsWith(`${area}.`) || message.trim() === "")
        .map(([key]) => key),
    );
    expect(wrong).toEqual([]);
  });
});

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return path === here ? [] : sources(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

it("every message is used", () => {
  const texts = sources(join(here, "..")).map((path) => readFileSync(path, "utf8"));
  const plain = new Set<string>();
  const patterns: RegExp[] = [];
  for (const text of texts) {
    for (const [, key = ""] of text.matchAll(/"([a-z]+\.[a-z0-9_]+)"/g)) plain.add(key);
    for (const [, template = ""] of text.matchAll(/`([a-z]+\.[^`\s]*\$\{[^`\s]*)`/g)) {
      patterns.push(new RegExp(`^${template.replace(/\$\{[^}]*\}/g, "[a-z0-9_]+")}$`));
    }
  }
  const unused = Object.keys(english).filter(
    (key) => !plain.has(key) && !patterns.some((pattern) => pattern.test(key)),
  );
  expect(unused).toEqual([]);
});
