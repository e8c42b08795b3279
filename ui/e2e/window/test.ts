/**
 * The host's window in Chromium, on a house in memory.
 *
 * What only the real shell can show (clipboard, the call's own window) is tested in e2e-window.
 */
import { createRequire } from "node:module";
import { resolve } from "node:path";
import {
  type Browser,
  test as base,
  chromium,
  expect,
  type Locator,
  type Page,
} from "@playwright/test";
import { createServer } from "vite";
import type { FakeHouse } from "../../src/platform/fake/house.ts";

declare global {
  interface Window {
    fake: FakeHouse;
  }
}

export const wide = { width: 980, height: 680 };
export const narrow = { width: 420, height: 560 };
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** Where continuous integration picks the pictures up. */
const pictures = resolve(import.meta.dirname, "../../../target/screenshots/window");

interface Each {
  open: (state: string, size?: typeof wide) => Promise<Page>;
}

export const test = base.extend<Each, { address: string; chrome: Browser }>({
  address: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      const root = resolve(import.meta.dirname, "../..");
      const server = await createServer({
        root,
        mode: "window",
        logLevel: "error",
        cacheDir: resolve(root, "node_modules/.vite-window-test"),
        server: { host: "127.0.0.1", port: 0, hmr: false, watch: null },
      });
      await server.listen();
      await use(server.resolvedUrls?.local[0] ?? "");
      await server.close();
    },
    { scope: "worker" },
  ],
  chrome: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      const browser = await chromium.launch({
        executablePath: process.env.CONFAB_TEST_CHROMIUM || "/usr/bin/chromium",
        args: ["--no-sandbox"],
      });
      await use(browser);
      await browser.close();
    },
    { scope: "worker" },
  ],
  open: async ({ address, chrome }, use) => {
    const context = await chrome.newContext({ reducedMotion: "reduce" });
    const errors: string[] = [];
    await use(async (state, size = wide) => {
      const page = await context.newPage();
      page.on("pageerror", (error) => errors.push(String(error)));
      await page.setViewportSize(size);
      await page.goto(`${address}?state=${state}`);
      // The house arrives after the page; tests speak to it.
      await page.waitForFunction(() => "fake" in window);
      return page;
    });
    await context.close();
    expect(errors, "errors in the page").toEqual([]);
  },
});

export const meetings = (page: Page) => page.getByRole("list", { name: "Meetings" });
export const item = (page: Page, title: string) =>
  meetings(page).getByRole("listitem").filter({ hasText: title });
export const press = (where: Page | Locator, name: string | RegExp) =>
  where.getByRole("button", { name, exact: true }).click();
/** Opens a meeting from the list. */
export const open = (page: Page, title: string) =>
  item(page, title).getByRole("button").first().click();
export const settled = (page: Page) => expect(page.getByRole("status").first()).not.toBeEmpty();

export async function clean(page: Page, what: string): Promise<void> {
  if (!(await page.evaluate(() => "axe" in window))) await page.addScriptTag({ path: axe });
  const looks = [
    ["light", "ltr"],
    ["dark", "ltr"],
    ["light", "rtl"],
  ] as const;
  for (const [colorScheme, direction] of looks) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate((dir) => {
      document.documentElement.dir = dir;
    }, direction);
    const found = await page.evaluate(async () => {
      const { axe } = window as unknown as { axe: typeof import("axe-core") };
      const { violations } = await axe.run(document, { resultTypes: ["violations"] });
      return violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`,
      );
    });
    expect(found, `${what}, ${colorScheme} ${direction}`).toEqual([]);
    await notSideways(page, `${what}, ${direction}`);
    const { width } = page.viewportSize() ?? wide;
    const name = `${what} ${width} ${colorScheme} ${direction}`.replace(/\W+/g, "-");
    await page.screenshot({ path: resolve(pictures, `${name}.png`) });
  }
  await page.evaluate(() => {
    document.documentElement.dir = "ltr";
  });
}

async function notSideways(page: Page, what: string): Promise<void> {
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(sideways, `${what} scrolls sideways`).toBe(false);
}

export { expect, type Locator, type Page } from "@playwright/test";
