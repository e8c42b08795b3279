/** The languages against English, and English against the sources. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, type Select, type Token } from "@messageformat/parser";
import { describe, expect, it } from "vitest";
import { languages } from "./languages.ts";

type Catalogue = Record<string, string>;

const here = import.meta.dirname;
const files = import.meta.glob<{ default: Catalogue }>("./??/*.ts", { eager: true });
const areas = readdirSync(join(here, "en")).map((name) => name.replace(/\.ts$/, ""));
const catalogue = (language: string, area: string): Catalogue =>
  files[`./${language}/${area}.ts`]?.default ?? {};
const english = Object.assign({}, ...areas.map((area) => catalogue("en", area))) as Catalogue;

/** What a message prints, what it asks for besides, and what is wrong with its plurals. */
function read(message: string, language: string) {
  const printed = new Set<string>();
  const asked = new Set<string>();
  const wrong: string[] = [];
  const walk = (tokens: Token[], counted: string) => {
    for (const token of tokens) {
      if (token.type === "octothorpe") printed.add(counted);
      if (token.type === "argument") printed.add(token.arg);
      if (token.type !== "plural" && token.type !== "select" && token.type !== "selectordinal") {
        continue;
      }
      asked.add(token.arg);
      if (token.type !== "select") wrong.push(...formsWrong(token, language));
      for (const { tokens: inner } of token.cases) {
        walk(inner, token.type === "select" ? counted : token.arg);
      }
    }
  };
  // Which forms there are is asked of Intl, as the page will.
  walk(parse(message, { cardinal: undefined, ordinal: undefined }), "");
  return { printed: [...printed].sort(), asked: [...asked], wrong };
}

function formsWrong(token: Select, language: string): string[] {
  const type = token.type === "plural" ? "cardinal" : "ordinal";
  const known: string[] = new Intl.PluralRules(language, { type }).resolvedOptions()
    .pluralCategories;
  const there = token.cases.map(({ key }) => key).filter((key) => !key.startsWith("="));
  // Only numbers such as whole millions take "many" in the Romance languages.
  const wanted = known.filter((form) => form !== "many" || language === "ar");
  return [
    ...wanted.filter((form) => !there.includes(form)).map((form) => `"${form}" is missing`),
    ...there.filter((form) => !known.includes(form)).map((form) => `there is no "${form}"`),
  ];
}

describe.each(languages)("the messages in %s", (language) => {
  it.each(areas)("%s says all that English says, and no more", (area) => {
    const keys = Object.keys(catalogue(language, area));
    const wanted = Object.keys(catalogue("en", area));
    expect(keys.filter((key) => !wanted.includes(key))).toEqual([]);
    expect(wanted.filter((key) => !keys.includes(key))).toEqual([]);
  });

  it("print what the English ones print, in every plural form of the language", () => {
    const wrong: string[] = [];
    for (const area of areas) {
      for (const [key, message] of Object.entries(catalogue(language, area))) {
        const said = read(message, language);
        const wanted = read(english[key] ?? "", "en");
        wrong.push(...said.wrong.map((words) => `${key}: ${words}`));
        if (said.printed.join() !== wanted.printed.join()) {
          wrong.push(`${key}: prints [${said.printed}] for [${wanted.printed}]`);
        }
        const unknown = said.asked.filter(
          (name) => ![...wanted.asked, ...wanted.printed].includes(name),
        );
        if (unknown.length > 0) wrong.push(`${key}: asks for [${unknown}]`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("begin with the name of their area and are not empty", () => {
    const wrong = areas.flatMap((area) =>
      Object.entries(catalogue(language, area))
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
