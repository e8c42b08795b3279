/** What the page says in a language, read from its catalogue: names by which tests find things. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../src/texts");

/** The message behind a key; only those without placeholders make names. */
export function words(language: string): (key: string) => string {
  return (key) => {
    const area = key.split(".")[0];
    for (const one of [language, "en"]) {
      const path = join(folder, one, `${area}.ts`);
      if (!existsSync(path)) continue;
      const source = readFileSync(path, "utf8");
      const at = source.indexOf(`"${key}":`);
      const message = /^\s*"((?:[^"\\]|\\.)*)"/.exec(source.slice(at + key.length + 3))?.[1];
      if (at >= 0 && message) return message;
    }
    throw new Error(`there is no message ${key}`);
  };
}
