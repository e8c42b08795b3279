/** Encrypted meetings in the window: chosen with open eyes, marked, handed out with their key. */
import { clean, expect, item, narrow, open, type Page, press, test } from "./test.ts";

const copied = (page: Page) => page.evaluate(() => window.fake.copied.at(-1) ?? "");

/** React Aria tells screen readers of a busy button for seven seconds, also once the button is gone. */
const quiet = (page: Page) =>
  expect(page.locator("[data-live-announcer] [role=img]")).toHaveCount(0, { timeout: 15_000 });

async function make(page: Page): Promise<void> {
  await press(page, "More ways to make a meeting");
  await page.getByRole("menuitem", { name: "New encrypted meeting…" }).click();
}

test("is chosen where it says what goes without it, and handed out with its key", async ({
  open: visit,
}) => {
  const page = await visit("busy");
  await make(page);
  const dialog = page.getByRole("alertdialog", { name: "New end-to-end encrypted meeting" });
  for (const words of [
    "can’t be recorded",
    "VP8 only",
    "are not encrypted",
    "local API",
    "later",
  ]) {
    await expect(dialog).toContainText(words);
  }
  await clean(page, "new encrypted meeting");
  await press(dialog, "Cancel");
  await make(page);
  await press(dialog, "Make meeting");
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 2, name: "new-meet-ina" })).toBeVisible();
  expect(await copied(page)).toMatch(/\/meeting\/new-meet-ina#k=[\w-]{43}$/);

  const detail = page.getByRole("article");
  await expect(detail).toContainText("End-to-end encrypted");
  await expect(detail).toContainText("Copy link adds the key");
  await expect(item(page, "new-meet-ina").getByTitle("End-to-end encrypted")).toBeVisible();
  await quiet(page);
  await clean(page, "an encrypted meeting");
  await page.evaluate(() => {
    window.fake.copied = [];
  });
  await press(detail, "Copy link");
  await expect.poll(() => copied(page)).toMatch(/#k=[\w-]{43}$/);
});

test("fits a narrow window", async ({ open: visit }) => {
  const page = await visit("busy", narrow);
  await make(page);
  await clean(page, "new encrypted meeting, narrow");
});

test("no link is handed out without its key, and why is said", async ({ open: visit }) => {
  const page = await visit("busy");
  await make(page);
  await press(page, "Make meeting");
  await expect(page.getByRole("article")).toContainText("End-to-end encrypted");
  await page.evaluate(() => {
    window.fake.copied = [];
    window.fake.keys.clear();
  });
  await press(page.getByRole("article"), "Copy link");
  await expect(page.getByText("This meeting has no key.")).toBeVisible();
  expect(await copied(page)).toBe("");
});

test("its chat is read and written in the window, sealed on the way", async ({ open: visit }) => {
  const page = await visit("busy");
  await make(page);
  await press(page, "Make meeting");
  await page.getByRole("tab", { name: /Chat/ }).click();
  await page.evaluate(() => void window.fake.enter("new-meet-ina", { name: "Ann" }));
  const field = page.getByRole("textbox", { name: "Message" });
  await field.fill("Shall we begin?");
  await field.press("Enter");
  const log = page.getByRole("log", { name: "Messages" });
  await expect(log.getByRole("listitem")).toContainText(["Shall we begin?"]);
  const kept = await page.evaluate(() =>
    window.fake.room("new-meet-ina").messages.map(({ text }) => text),
  );
  expect(kept).toHaveLength(1);
  expect(kept[0]).toMatch(/^e1\.[\w-]+$/);
  await page.evaluate(() => window.fake.write("new-meet-ina", "Mallory", "plain words"));
  await expect(log).toContainText("This message can’t be decrypted");
  await expect(log).not.toContainText("plain words");
  await quiet(page);
  await clean(page, "an encrypted chat");
});

test("a window that can't decrypt says so", async ({ open: visit }) => {
  const page = await visit("busy");
  await make(page);
  await press(page, "Make meeting");
  await page.evaluate(() => Object.defineProperty(crypto, "subtle", { value: undefined }));
  await page.getByRole("tab", { name: /Chat/ }).click();
  await expect(page.getByText("can’t be decrypted in this window")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Message" })).toHaveCount(0);
});

test("other meetings carry no mark", async ({ open: visit }) => {
  const page = await visit("busy");
  await open(page, "Design review");
  await expect(page.getByRole("article")).not.toContainText("encrypted");
});
