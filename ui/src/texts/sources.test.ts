/** No words in the sources: what people read comes from the catalogue. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "..");

/** Attributes and properties that are read out or shown. */
const shown =
  /^(aria-(label|description|placeholder|roledescription|valuetext)|alt|detail|heading|hint|label|placeholder|sentence|title|verb|word|words)$/;

/** Names, addresses and what stands for itself. */
const itself = /^(Confab|Bearer|[a-z]{3}-[a-z]{4}-[a-z]{3}|https?:\/\/\S*)$/;

const readable = (text: string) => /\p{L}{2}/u.test(text) && !itself.test(text.trim());
const sentence = (text: string) => /^\p{Lu}[^A-Z_]*[\s…]/u.test(text) && readable(text);

function wordsIn(path: string): string[] {
  const source = ts.createSourceFile(
    path,
    readFileSync(path, "utf8"),
    ts.ScriptTarget.Latest,
    true,
    path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const found: string[] = [];
  const note = (node: ts.Node, text: string) => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${relative(root, path)}:${line + 1}: ${text.trim()}`);
  };
  const visit = (node: ts.Node) => {
    // For whoever reads the console, not the page.
    if (ts.isNewExpression(node) && /Error$/.test(node.expression.getText())) return;
    if (ts.isJsxText(node) && readable(node.text)) note(node, node.text);
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) {
      const { parent } = node;
      const named =
        (ts.isJsxAttribute(parent) || ts.isPropertyAssignment(parent)) &&
        shown.test(parent.name.getText()) &&
        /^\p{Lu}/u.test(node.text);
      if ((named && readable(node.text)) || sentence(node.text)) note(node, node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return /^(texts|fake)$/.test(entry.name) ? [] : sources(path);
    }
    const tests = /\.test\.tsx?$|\.d\.ts$|^fake\.ts$/;
    return /\.tsx?$/.test(entry.name) && !tests.test(entry.name) ? [path] : [];
  });
}

it("no source says anything that only English readers understand", { timeout: 60_000 }, () => {
  expect(sources(root).flatMap(wordsIn)).toEqual([]);
});
