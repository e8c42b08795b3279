/**
 * The host's window in Chromium, on a house in memory: every state, both schemes, both sizes.
 *
 * What only the real shell can show (clipboard, the call's own window, the tray) is tested there.
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
import type { FakeHouse } from "../src/platform/fake/house.ts";

declare global {
  interface Window {
    fake: FakeHouse;
  }
}

const wide = { width: 980, height: 680 };
const narrow = { width: 420, height: 560 };
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

interface Each {
  open: (state: string, size?: typeof wide) => Promise<Page>;
}

const test = base.extend<Each, { address: string; chrome: Browser }>({
  address: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      const root = resolve(import.meta.dirname, "..");
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
      return page;
    });
    await context.close();
    expect(errors, "errors in the page").toEqual([]);
  },
});

const meetings = (page: Page) => page.getByRole("list", { name: "Meetings" });
const item = (page: Page, title: string) =>
  meetings(page).getByRole("listitem").filter({ hasText: title });
const press = (where: Page | Locator, name: string) =>
  where.getByRole("button", { name, exact: true }).click();
const settled = (page: Page) => expect(page.getByRole("status").first()).not.toBeEmpty();

async function clean(page: Page, what: string): Promise<void> {
  if (!(await page.evaluate(() => "axe" in window))) await page.addScriptTag({ path: axe });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const found = await page.evaluate(async () => {
      const { axe } = window as unknown as { axe: typeof import("axe-core") };
      const { violations } = await axe.run(document, { resultTypes: ["violations"] });
      return violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`,
      );
    });
    expect(found, `${what}, ${colorScheme}`).toEqual([]);
  }
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(sideways, `${what} scrolls sideways`).toBe(false);
}

test.describe("everybody can use", () => {
  const scenes: Record<string, { state: string; act?: (page: Page) => Promise<void> }> = {
    "an empty window": { state: "empty" },
    "live meetings": { state: "live" },
    "a full house": { state: "crowd" },
    "many meetings": { state: "many" },
    "a search without an answer": {
      state: "many",
      act: async (page) => {
        await page.getByRole("searchbox", { name: "Search meetings" }).fill("zzz");
        await expect(page.getByText("No meeting has “zzz”")).toBeVisible();
      },
    },
    "a slow start": {
      state: "starting",
      act: (page) => expect(page.getByText("Starting the meeting server…").first()).toBeVisible(),
    },
    "a list that can't be read": { state: "refused" },
    "a server that is away": { state: "away" },
    "a start that failed": {
      state: "failed",
      act: (page) =>
        expect(page.getByRole("heading", { name: "Confab could not start" })).toBeVisible(),
    },
    "a taken port": {
      state: "taken",
      act: async (page) => {
        await page.getByRole("button", { name: /See what to do/ }).click();
        await expect(page.getByRole("dialog")).toBeVisible();
      },
    },
    settings: {
      state: "environment",
      act: async (page) => {
        await press(page, "Settings");
        await expect(page.getByLabel("Your name")).toBeVisible();
      },
    },
    "a question before a deletion": {
      state: "live",
      act: async (page) => {
        await press(item(page, "Design review"), "Delete");
        await expect(page.getByRole("alertdialog")).toBeVisible();
      },
    },
    "a new meeting": {
      state: "few",
      act: async (page) => {
        await press(page, "New meeting");
        await expect(page.getByText("link copied")).toBeVisible();
      },
    },
  };

  for (const [what, { state, act }] of Object.entries(scenes)) {
    test(what, async ({ open }) => {
      for (const size of [wide, narrow]) {
        const page = await open(state, size);
        if (act) await act(page);
        else await settled(page);
        await clean(page, `${what} at ${size.width} px`);
        await page.close();
      }
    });
  }
});

test("one press makes a meeting, selects it, copies its link, and can be taken back", async ({
  open,
}) => {
  const page = await open("empty");
  await press(page, "New meeting");
  await expect(page.getByText(/link copied$/)).toBeVisible();
  await expect(meetings(page).getByRole("listitem")).toHaveCount(1);
  expect(await page.evaluate(() => window.fake.copied)).toEqual([
    "http://localhost:3000/meeting/new-meet-ina",
  ]);
  await press(page, "Undo");
  await expect(page.getByRole("heading", { name: "Your meetings will be here" })).toBeVisible();
});

test("Undo goes with the first person who joins", async ({ open }) => {
  const page = await open("few");
  await press(page, "New meeting");
  await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
  await page.evaluate(() => window.fake.enter("new-meet-ina", { name: "Ann" }));
  await expect(page.getByRole("button", { name: "Undo" })).toHaveCount(0);
  await expect(item(page, "new-meet-ina")).toContainText("Ann");
});

test("people come, mute, share and go without the window asking", async ({ open }) => {
  const page = await open("few");
  const row = item(page, "Budget 2027");
  await row.getByRole("button", { name: /Budget 2027/ }).click();
  const asked = () => page.evaluate(() => window.fake.requests.length);
  const before = await asked();

  await page.evaluate(() => {
    const { meeting_id } = window.fake.meetings.find((one) => one.title === "Budget 2027") ?? {};
    if (!meeting_id) throw new Error("the meeting is missing");
    const ann = window.fake.enter(meeting_id, { name: "Ann" });
    window.fake.say({
      type: "participant_updated",
      meeting_id,
      participant: { ...ann, microphone: false, screen: true },
    });
  });
  await expect(row).toContainText("1 inside");
  const ann = page.getByRole("list", { name: "In the room" }).getByRole("listitem");
  await expect(ann).toContainText(/Ann.*Muted.*Camera on.*Sharing.*joined/);

  await press(ann, "More for Ann");
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await press(page.getByRole("alertdialog", { name: "Remove Ann?" }), "Remove");
  await expect(page.getByText("Nobody is inside.")).toBeVisible();
  expect(await asked()).toBe(before + 1);
});

test("Delete tells how many people are inside, and does it", async ({ open }) => {
  const page = await open("live");
  await press(item(page, "Design review"), "Delete");
  const question = page.getByRole("alertdialog", { name: "Delete “Design review”?" });
  await expect(question).toContainText("3 people are inside and will be disconnected.");
  await page.evaluate(() => window.fake.leave("abc-defg-hij", "bob_00000001"));
  await expect(question).toContainText("2 people are inside");
  await press(question, "Delete");
  await expect(item(page, "Design review")).toHaveCount(0);
});

test("a title and a size are changed where they stand", async ({ open }) => {
  const page = await open("live");
  await item(page, "Design review")
    .getByRole("button", { name: /Design review/ })
    .click();
  await press(page, "Rename");
  await page.getByRole("textbox", { name: "Title" }).fill("Review of the design");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Review of the design" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Rename" })).toBeFocused();
  await press(page, "Change");
  await page.getByRole("textbox", { name: "Most people at once" }).fill("1001");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Choose a number from 1 to 1000.")).toBeVisible();
  await page.getByRole("textbox", { name: "Most people at once" }).fill("8");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Room for 8 people")).toBeVisible();
});

test("the keyboard does everything", async ({ open }) => {
  const page = await open("live");
  await settled(page);
  await page.keyboard.press("Control+n");
  await expect(page.getByText(/link copied$/)).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(item(page, "new-meet-ina")).toHaveCount(0);

  const first = meetings(page).getByRole("listitem").first();
  await first.getByRole("button").first().focus();
  await page.keyboard.press("ArrowDown");
  const second = item(page, "Design review");
  await expect(second.getByRole("button").first()).toBeFocused();
  for (const name of ["Copy link", "Join", "Delete"]) {
    await page.keyboard.press("Tab");
    await expect(second.getByRole("button", { name, exact: true })).toBeFocused();
  }
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(second.getByRole("button", { name: "Delete", exact: true })).toBeFocused();
  await page.keyboard.press("End");
  await expect(
    meetings(page).getByRole("listitem").last().getByRole("button").first(),
  ).toBeFocused();
  await page.keyboard.press("Control+,");
  await expect(page.getByRole("dialog", { name: "Settings" })).toBeVisible();
});

test("ten thousand meetings are a list like any other", async ({ open }) => {
  const page = await open("ten_thousand");
  const rows = meetings(page).getByRole("listitem");
  await expect(rows.first()).toBeVisible();
  const toTheEnd = () =>
    page.locator(".list-scroller").evaluate((list) => {
      list.scrollTo(0, list.scrollHeight);
      return window.fake.requests.length;
    });
  await expect.poll(toTheEnd).toBeGreaterThan(10);
  expect(await rows.count()).toBeLessThan(60);
  await page.getByRole("searchbox", { name: "Search meetings" }).fill("Budget 2027 9987");
  await expect(rows).toHaveCount(1);
});

test("a narrow window shows the list, then one meeting, and leads back", async ({ open }) => {
  const page = await open("live", narrow);
  await item(page, "Design review")
    .getByRole("button", { name: /Design review/ })
    .click();
  await expect(page.getByRole("heading", { name: "Design review" })).toBeFocused();
  await expect(meetings(page)).toBeHidden();
  await press(page, "Back");
  await expect(item(page, "Design review").getByRole("button").first()).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(meetings(page)).toBeVisible();
});

test("no link is handed out while it would lead astray", async ({ open }) => {
  const page = await open("taken");
  await expect(page.getByRole("button", { name: "New meeting" })).toBeDisabled();
  await expect(page.getByText(/^Port 3000 is used by another program/)).toBeVisible();
  for (const button of await page.getByRole("button", { name: "Copy link" }).all()) {
    await expect(button).toBeDisabled();
  }
  await expect(page.getByText("localhost:3000/meeting")).toHaveCount(0);
  await page.keyboard.press("Control+n");
  expect(
    await page.evaluate(() => window.fake.requests.some(({ method }) => method === "POST")),
  ).toBe(false);
});

test("what is being waited for is said, and a failed start can be tried again", async ({
  open,
}) => {
  const page = await open("failed");
  await expect(page.getByRole("heading", { name: "Confab could not start" })).toBeFocused();
  await press(page, "Try again");
  await expect(page.getByRole("status")).toContainText("Starting the meeting server…");
  await expect(page.getByRole("status")).toContainText("Server ready");
});

test("a value from the environment is shown and can't be edited; a secret is not shown", async ({
  open,
}) => {
  const page = await open("environment");
  await press(page, "Settings");
  const port = page.getByLabel("Guest page");
  await expect(port).toHaveValue("3100");
  await expect(port).not.toBeEditable();
  await expect(page.getByText("Set by CONFAB_GUEST_PORT in the environment.")).toBeVisible();
  await expect(page.getByLabel("API secret")).toHaveValue("");
  await page.getByLabel("Your name").fill("  ");
  await press(page, "Save");
  await expect(page.getByText("Type the name that others will see.")).toBeVisible();
  await page.getByLabel("Your name").fill("Robin");
  await press(page, "Save");
  await expect(page.getByText("take effect after a restart")).toBeVisible();
  await press(page, "Restart now");
  await expect(page.getByRole("status")).toContainText("Server ready");
});
