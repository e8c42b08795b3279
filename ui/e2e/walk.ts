/**
 * A walk through the states of the guest page, in any language: what is tested in every state
 * (accessibility, sideways scrolling) or kept of it (pictures) looks at each as it comes by.
 */
import { expect, test } from "@playwright/test";
import type { Guest, GuestOptions } from "./guest.ts";
import type { House } from "./house.ts";
import { words } from "./words.ts";

export interface State {
  name: string;
  guest: Guest;
}

type Open = (options?: GuestOptions) => Promise<Guest>;
type Look = (state: State) => Promise<void>;

export async function walk(house: House, open: Open, language: string, look: Look): Promise<void> {
  const said = words(language);
  const at = (link: string) => `${link}?lang=${language}`;
  const guest = await open();
  const { page } = guest;
  page.setDefaultTimeout(15_000);
  const button = (key: string) => page.getByRole("button", { name: said(key), exact: true });
  const tool = (key: string) =>
    page
      .getByRole("toolbar", { name: said("call.controls") })
      .getByRole("button", { name: said(key), exact: true });
  const heading = (key: string) => page.getByRole("heading", { name: said(key), exact: true });
  const see = (name: string) => look({ name, guest });
  /** A part that fails does not keep one from seeing the next. */
  const part = (name: string, work: () => Promise<void>) =>
    test.step(name, () =>
      work().catch((error: Error) => expect.soft(error.message, name).toBeUndefined()),
    );

  await part("door", async () => {
    await guest.visit(at(`${house.ready.guests}/`));
    await expect(heading("prejoin.door")).toBeVisible();
    await button("prejoin.door_go").click();
    await expect(page.getByRole("alert")).toBeVisible();
    await see("door");
  });

  await part("not found", async () => {
    await guest.visit(at(`${house.ready.guests}/meeting/aaa-aaaa-aaa`));
    await expect(heading("endings.not_found")).toBeVisible();
    await see("not found");
  });

  const meeting = await house.create({ title: "Design review" });
  await part("before joining", async () => {
    await guest.visit(at(meeting.link));
    await expect(button("common.camera")).toHaveAttribute("aria-pressed", "true");
    await see("before joining");
    await button("common.join").click();
    await expect(page.getByRole("alert")).not.toBeEmpty();
    await see("before joining, no name");
    await page.locator("summary").first().click();
    await see("before joining, devices");
  });

  await page.getByRole("textbox").first().fill("Ann");
  await button("common.join").click();
  await expect(tool("call.leave")).toBeVisible();
  await expect(guest.tile("Ann").locator("video")).toBeVisible();
  await see("alone");

  const bob = await open();
  await bob.join(meeting.link, "Bob");
  await guest.expectMoving(guest.tile("Bob"));
  await see("two people");

  const panel = page.getByRole("complementary");
  for (const [key, name] of [
    ["call.chat", "chat"],
    ["call.people", "people"],
  ] as const) {
    await part(name, async () => {
      await tool(key).click();
      await expect(panel).toBeVisible();
      if (name === "chat") {
        const field = panel.getByRole("textbox");
        await field.fill("https://example.org 👋");
        await field.press("Enter");
        await expect(panel.getByRole("link")).toBeVisible();
      }
      await see(name);
      await page.keyboard.press("Escape");
      await expect(panel).toHaveCount(0);
    });
  }

  await part("hand and reactions", async () => {
    await tool("call.raise_hand").click();
    await see("hand raised");
    await tool("call.react").click();
    await see("reactions");
    await page.keyboard.press("Escape");
  });
  await part("more", async () => {
    await tool("call.more").click();
    await see("more");
    await page.keyboard.press("Escape");
  });
  for (const [item, name] of [
    ["call.keys", "keys"],
    ["call.stats", "figures"],
  ] as const) {
    await part(name, async () => {
      await tool("call.more").click();
      await page.getByRole("menuitem", { name: said(item) }).click();
      await expect(page.getByRole("dialog", { name: said(item) })).toBeVisible();
      await see(name);
      await page.keyboard.press("Escape");
    });
  }
  await part("tile", async () => {
    await guest.tile("Bob").locator(".tile-more").click();
    await see("a tile's menu");
    await page.getByRole("menuitem", { name: said("call.pin") }).click();
    await see("pinned");
  });
  await part("devices", async () => {
    await tool("call.choose_devices").click();
    await see("devices");
    await page.keyboard.press("Escape");
  });

  await part("left and removed", async () => {
    await tool("call.leave").click();
    await expect(heading("endings.left")).toBeVisible();
    await see("left");
    await button("endings.rejoin").click();
    await expect(guest.tile("Ann")).toBeVisible();
    await house.remove(meeting, await guest.identity("Ann"));
    await expect(heading("endings.removed")).toBeVisible();
    await see("removed");
  });
  await bob.close();

  await part("lobby", async () => {
    const guarded = await house.create({ title: "Weekly" });
    await house.rules(guarded, { lobby: true });
    await guest.visit(at(guarded.link));
    await see("lobby, before asking");
    await button("prejoin.ask").click();
    await expect(heading("lobby.waiting")).toBeVisible();
    await see("lobby, waiting");
    await house.delete(guarded);
    await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(said("lobby.waiting"));
    await see("lobby, over");
  });

  await part("locked", async () => {
    const locked = await house.create({ title: "Weekly" });
    await house.rules(locked, { locked: true });
    await guest.visit(at(locked.link));
    await button("common.join").click();
    await expect(heading("endings.locked")).toBeVisible();
    await see("locked");
  });
  await guest.close();

  const barred = await open({ permission: "deny" });
  await barred.visit(at((await house.create({ title: "Design review" })).link));
  await expect(barred.page.getByRole("status").first()).not.toBeEmpty();
  await look({ name: "no devices", guest: barred });
  await barred.close();
}
