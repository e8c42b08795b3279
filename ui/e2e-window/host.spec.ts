/** Where the host's call opens, what it leaves behind, and that pressing Join makes one of it. */
import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Browser, Page } from "@playwright/test";
import type { Driven } from "./app.ts";
import { expect, test } from "./test.ts";

const run = promisify(execFile);

/** Asks the app's own API as its page does. */
const ASK = `
  const [method, path, body, done] = arguments;
  window.__TAURI_INTERNALS__.invoke("api", { method, path: "/api/v1" + path, body: body ?? undefined })
    .then((answer) => done(answer.body ? JSON.parse(answer.body) : null), (error) => done({ error: String(error) }));
`;

const ask = <T>(app: Driven, method: string, path: string, body?: object): Promise<T> =>
  app.window.scriptAsync<T>(ASK, method, path, body ? JSON.stringify(body) : null);

const inside = async (app: Driven, id: string): Promise<number> =>
  (await ask<{ count: number }>(app, "GET", `/meetings/${id}/participants`)).count;

/** Presses Join on the meeting that is shown. */
async function pressJoin(app: Driven): Promise<void> {
  const detail = await app.window.find({ role: "article" });
  await app.window.click({ role: "button", name: "Join", within: detail });
}

/** The page of a meeting's call. */
async function callOf(browser: Browser, id: string): Promise<Page> {
  const [context] = browser.contexts();
  if (!context) throw new Error("the call window's browser has no context");
  const shows = (page: Page) => page.url().includes(id);
  const page = context.pages().find(shows) ?? (await context.waitForEvent("page", shows));
  await enter(page);
  return page;
}

/** Past the preview, where there is one. */
async function enter(page: Page): Promise<void> {
  const controls = page.getByRole("toolbar", { name: "Call controls" });
  const button = page.getByRole("button", { name: "Join", exact: true });
  await expect(controls.or(button)).toBeVisible();
  if (await button.isVisible()) await button.click();
  await expect(controls).toBeVisible();
}

/** Files below a folder that hold a key, as text or as the bytes that it stands for. */
async function holding(folder: string, key: string): Promise<string[]> {
  const forms = [Buffer.from(key), Buffer.from(key, "utf16le"), Buffer.from(key, "base64url")];
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    // Browsers and databases make and remove files at any moment.
    const bytes = await readFile(path).catch(() => null);
    if (forms.some((form) => bytes?.includes(form))) found.push(path.slice(folder.length + 1));
  }
  return found;
}

test("the key of an encrypted meeting is in its one file, and nowhere once the meeting is deleted", async ({
  home,
  start,
}) => {
  const oldKey = "0ldKeyOfAMeetingLongGone_0123456789abcdefgh";
  const old = ["History", "Favicons", "Sessions/Session_13", "Session Storage/000003.log"];
  for (const name of old) {
    const file = join(home.profile, "Default", name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `http://localhost:3000/meeting/abc-defg-hij#k=${oldKey}`);
  }
  expect(await holding(home.data, oldKey)).toHaveLength(old.length);
  const app = await start();
  await app.empty();
  const { meeting_id: id } = await ask<{ meeting_id: string }>(app, "POST", "/meetings/encrypted");
  const { key } = await ask<{ key: string }>(app, "GET", `/meetings/${id}/key`);
  expect(await holding(home.folder, oldKey), "what older versions left").toEqual([]);

  await app.window.click({ role: "button", name: new RegExp(id) });
  await pressJoin(app);
  const browser = await home.callWindows();
  const page = await callOf(browser, id);
  await expect(page.getByText("End-to-end encrypted").first()).toBeAttached();
  const address = page.url();
  expect(address).toMatch(new RegExp(`/meeting/${id}$`));
  expect(await home.browserArguments()).not.toContain(key);

  await test.step("a reload finds the key again, and not in the address", async () => {
    await page.reload();
    await enter(page);
    expect(page.url()).toBe(address);
    const kept = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, localStorage]));
    expect(kept).not.toContain(key);
  });
  expect(await holding(home.data, key), "during the call").toEqual([`e2ee/${id}`]);
  expect(await holding(home.folder, key), "outside the data directory").toHaveLength(1);

  await ask(app, "DELETE", `/meetings/${id}`);
  await expect(page.getByRole("heading", { name: "The meeting has ended" })).toBeVisible();
  await browser.close();
  await app.stop();
  expect(await holding(home.folder, key), "after deletion").toEqual([]);
});

test("when a browser refuses, the next one shows the call and the host is the host there", async ({
  home,
  start,
}) => {
  const programs = join(home.folder, "programs");
  mkdirSync(programs);
  const program = (name: string, script: string) => {
    const path = join(programs, name);
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
    return path;
  };
  const firefox = process.env.CONFAB_TEST_FIREFOX || "/usr/bin/firefox-esr";
  const profile = join(home.folder, "firefox");
  program("firefox", `exec '${firefox}' --headless --no-remote --profile '${profile}' "$@"`);
  mkdirSync(profile);
  const app = await start({
    CONFAB_BROWSER: program("chromium", "echo 'No usable sandbox!' >&2; exit 1"),
    PATH: programs,
  });
  await app.newMeeting();
  const { meetings } = await ask<{ meetings: { meeting_id: string }[] }>(app, "GET", "/meetings");
  const id = meetings[0]?.meeting_id ?? "";
  // No guest gets in now.
  await ask(app, "PATCH", `/meetings/${id}/rules`, { locked: true });
  await pressJoin(app);
  const words = "Chromium did not start. The call was opened in Firefox.";
  await app.window.find({ role: "group", name: words }, 90_000);
});

test("pressing Join again raises the call that is open, and opens no second one", async ({
  home,
  start,
  display,
}) => {
  const app = await start();
  await app.newMeeting();
  const list = () =>
    ask<{ meetings: { meeting_id: string }[] }>(app, "GET", "/meetings").then(({ meetings }) =>
      meetings.map((one) => one.meeting_id),
    );
  const [first = ""] = await list();

  // Both presses before anything can have come of the first.
  const presses = `
    const [id, done] = arguments;
    const join = () => window.__TAURI_INTERNALS__.invoke("join", { meetingId: id, takeOver: false });
    Promise.all([join(), join()]).then((both) => done(both.map((one) => one.opened)), (error) => done([String(error)]));
  `;
  const opened = await app.window.scriptAsync<string[]>(presses, first);
  expect(opened.toSorted()).toEqual(["app_window", "opening"]);
  const browser = await home.callWindows();
  await callOf(browser, first);
  await expect.poll(() => inside(app, first)).toBe(1);

  await app.window.click({ role: "button", name: "New meeting" });
  await expect.poll(async () => (await list()).length).toBe(2);
  const second = (await list()).find((id) => id !== first) ?? "";
  await app.window.find({ role: "heading", name: new RegExp(second) });
  await pressJoin(app);
  await callOf(browser, second);
  await expect.poll(() => topmost(display.name, [first, second])).toBe(second);

  const again = await app.window.scriptAsync<string[]>(presses, first);
  expect(again).toContain("raised");
  await expect.poll(() => topmost(display.name, [first, second])).toBe(first);
  expect(await inside(app, first), "the host is in it once").toBe(1);
  expect(browser.contexts()[0]?.pages()).toHaveLength(2);
  await browser.close();
});

/** Which of these meetings' call windows lies above the others, as the display says. */
async function topmost(display: string, meetings: string[]): Promise<string | undefined> {
  const { stdout } = await run("xwininfo", ["-root", "-tree", "-display", display]);
  const place = (id: string) => stdout.indexOf(`_meeting_${id}"`);
  const shown = meetings.filter((id) => place(id) >= 0);
  return shown.toSorted((a, b) => place(a) - place(b))[0];
}
