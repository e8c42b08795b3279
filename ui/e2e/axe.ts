/** Accessibility as axe sees it: every rule, every impact. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";

const path = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const script = readFileSync(path, "utf8");

export async function violations(page: Page): Promise<string[]> {
  // Evaluated, not added: the page's policy allows no script but its own.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(script);
  // What fades in is judged once it is there.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((one) => one.effect?.getComputedTiming().endTime !== Infinity)
        .map((one) => one.finished),
    ),
  );
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") };
    const found = await axe.run(document, { resultTypes: ["violations"] });
    return found.violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map((node) => `${node.html} (${node.failureSummary})`).join("\n")}`,
    );
  });
}

export const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
