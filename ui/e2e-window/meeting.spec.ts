import type { Page } from "@playwright/test";
import { expect, picture, test } from "./test.ts";

const link = /^http:\/\/localhost:\d+\/meeting\/[a-z]{3}-[a-z]{4}-[a-z]{3}$/;

const tile = (page: Page, name: string) => page.locator(`[data-identity][aria-label="${name}"]`);

async function expectMoving(page: Page, name: string): Promise<void> {
  const frames = () =>
    tile(page, name)
      .locator("video")
      .evaluateAll(([video]) =>
        video instanceof HTMLVideoElement ? video.getVideoPlaybackQuality().totalVideoFrames : 0,
      );
  const before = await frames();
  await expect
    .poll(async () => (await frames()) - before, { message: `${name} moves`, timeout: 30_000 })
    .toBeGreaterThan(4);
}

test("a meeting, from New meeting to Delete", async ({ display, home, start, guest }) => {
  const app = await start();
  const { window } = app;

  await test.step("New meeting is one press, and the link is on the clipboard", async () => {
    await app.newMeeting();
    const list = await window.find({ role: "list", name: "Meetings" });
    const item = await window.find({ role: "listitem", within: list });
    for (const name of ["Copy link", "Join", "Delete"]) {
      await window.find({ role: "button", name, within: item });
    }
    expect(await display.clipboard()).toMatch(link);
  });
  const address = await display.clipboard();
  const id = address.slice(-12);

  await test.step("Copy link copies it again", async () => {
    const list = await window.find({ role: "list", name: "Meetings" });
    const item = await window.find({ role: "listitem", within: list });
    await window.click({ role: "button", name: "Copy link", within: item });
    expect(await display.clipboard()).toBe(address);
  });

  const gina = await guest();
  await test.step("a guest who opens the link appears by name", async () => {
    await gina.join(address, "Gina Guest");
    const list = await window.find({ role: "list", name: "Meetings" });
    await window.find({ role: "listitem", name: /Gina Guest/, within: list });
    const detail = await window.find({ role: "article" });
    await window.find({ role: "listitem", name: /Gina Guest.*Camera on/, within: detail });
    await window.screenshot(picture("window-light"));
  });

  await test.step("Join opens the call window, and both see each other", async () => {
    const detail = await window.find({ role: "article" });
    await window.click({ role: "button", name: "Join", within: detail });
    const browser = await home.callWindows();
    const [context] = browser.contexts();
    const page = context?.pages()[0] ?? (await context?.waitForEvent("page", { timeout: 20_000 }));
    if (!page) throw new Error("the call window shows no page");
    await page.waitForURL(/\/meeting\//);
    const name = page.getByRole("textbox", { name: "Your name" });
    await expect(name, "the first time there is a preview").toBeFocused();
    await expect(name, "the host has the account's name").not.toHaveValue("");
    await expect(gina.page.locator("[data-identity]"), "and no one sees the host").toHaveCount(1);
    await page.screenshot({ path: picture("call-window-preview") });
    await page.getByRole("button", { name: "Join", exact: true }).click();
    await expect(page.getByRole("toolbar", { name: "Call controls" })).toBeVisible();
    expect(page.url(), "the code is taken off the address at once").not.toContain("host=");

    const tiles = gina.page.locator("[data-identity]");
    await expect(tiles).toHaveCount(2);
    const names = await tiles.evaluateAll((all) =>
      all.map((one) => one.getAttribute("aria-label")),
    );
    const host = names.find((name) => name !== "Gina Guest") ?? "";
    expect(host, "the host has the account's name").not.toBe("");
    await expectMoving(page, "Gina Guest");
    await gina.expectMoving(gina.tile(host), "the guest sees the host");
    await page.screenshot({ path: picture("call-window") });

    const told = await home.browserArguments();
    expect(told, "the address leads straight to the call").toContain(`--app=${address}#host=`);
    expect(told, "Confab drops no sandbox").not.toContain("--no-sandbox");

    await test.step("Delete asks, and ends it for both", async () => {
      const list = await window.find({ role: "list", name: "Meetings" });
      const item = await window.find({ role: "listitem", within: list });
      await window.click({ role: "button", name: "Delete", within: item });
      const question = await window.find({ role: "alertdialog" });
      expect(await window.text(question), "it tells how many are inside").toMatch(/2|two/i);
      await window.screenshot(picture("window-delete"));
      await window.click({ role: "button", name: /^Delete/, within: question });
      await expect(page.getByRole("heading", { name: "The meeting has ended" })).toBeVisible();
      await expect(gina.heading("The meeting has ended")).toBeVisible();
      await window.gone({ role: "listitem", name: new RegExp(id) });
      await page.screenshot({ path: picture("call-window-ended") });
    });
    await browser.close();
  });
});
