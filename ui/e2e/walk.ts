/**
 * A walk through the states of the guest page, in any language: what is tested in every state
 * (accessibility, sideways scrolling) or kept of it (pictures) looks at each as it comes by.
 */
import { expect, type Page, test } from "@playwright/test";
import { crowd } from "./crowd.ts";
import type { Guest, GuestOptions } from "./guest.ts";
import { House } from "./house.ts";
import { words } from "./words.ts";

export interface State {
  name: string;
  guest: Guest;
}

type Open = (options?: GuestOptions) => Promise<Guest>;
type Look = (state: State) => Promise<void>;

/** Stands in for the browser's chooser: a screen with something on it. */
const fakeScreen = () => {
  navigator.mediaDevices.getDisplayMedia = async () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 1280, height: 720 });
    const brush = canvas.getContext("2d");
    let turn = 0;
    setInterval(() => {
      if (!brush) return;
      turn += 1;
      brush.fillStyle = "white";
      brush.fillRect(0, 0, 1280, 720);
      brush.fillStyle = "teal";
      brush.fillRect(80, 80 + (turn % 2), 640, 48);
      for (let line = 0; line < 8; line += 1) brush.fillRect(80, 180 + 56 * line, 1_000, 16);
    }, 200);
    return canvas.captureStream(5);
  };
};

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
  const examined = (where: Page) =>
    expect(where.locator("[data-verdict]")).not.toHaveAttribute("data-verdict", "running", {
      timeout: 60_000,
    });
  await part("doctor", async () => {
    await button("common.check_connection").click();
    await see("doctor, running");
    await examined(page);
    await see("doctor");
    await button("doctor.back").click();
    await expect(button("common.join")).toBeVisible();
  });

  await page.getByRole("textbox").first().fill("Ann");
  await button("common.join").click();
  await expect(tool("call.leave")).toBeVisible();
  await expect(guest.tile("Ann").locator("video")).toBeVisible();
  await see("alone");

  const bob = await open({ before: fakeScreen });
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
    ["common.check_connection", "doctor in the call"],
  ] as const) {
    await part(name, async () => {
      await tool("call.more").click();
      await page.getByRole("menuitem", { name: said(item) }).click();
      await expect(page.getByRole("dialog", { name: said(item) })).toBeVisible();
      await see(name);
      await page.keyboard.press("Escape");
    });
  }
  await part("a shared screen", async () => {
    await bob.controls.getByRole("button", { name: "Share screen" }).click();
    await expect(page.locator("[data-screen]").first()).toBeVisible();
    await see("a shared screen");
    await bob.controls.getByRole("button", { name: "Share screen" }).click();
  });
  await part("tile", async () => {
    await guest.tile("Bob").locator(".tile-more").click();
    await see("a tile's menu");
    await page.getByRole("menuitem", { name: said("call.pin") }).click();
    await see("pinned");
  });
  await part("the host's panels", async () => {
    await house.promote(meeting, await guest.identity("Ann"));
    await tool("call.people").click();
    await expect(button("people.mute_all")).toBeVisible();
    await see("the host's panel");
    await button("people.end").click();
    await expect(page.getByRole("combobox")).toBeVisible();
    await see("the host ends it");
    await page.keyboard.press("Escape");
    await page.locator("[data-person]").filter({ hasText: "Bob" }).getByRole("button").click();
    await see("the host's menu");
    await page.getByRole("menuitem", { name: said("people.remove") }).click();
    await expect(page.getByRole("checkbox")).toBeVisible();
    await see("the host removes");
    await page.keyboard.press("Escape");
    await tool("call.people").click();
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

  await part("a full meeting, which is ended", async () => {
    const small = await house.create({ title: "Weekly", max_participants: 1 });
    const dan = await open({ permission: "deny" });
    await dan.visit(small.link);
    await dan.enter("Dan");
    await guest.visit(at(small.link));
    await button("common.join").click();
    await expect(heading("endings.full")).toBeVisible();
    await see("full");
    await dan.close();
    const over = await house.create({ title: "Weekly" });
    await guest.visit(at(over.link));
    await button("common.join").click();
    await expect(guest.tile("Ann")).toBeVisible();
    await house.delete(over);
    await expect(heading("endings.ended")).toBeVisible();
    await see("ended");
  });

  await part("a full grid", async () => {
    const large = await house.create({ title: "All hands" });
    const others = await open();
    await crowd(
      others,
      large,
      Array.from({ length: 24 }, (_, at) => ({ name: `Person ${at + 1}`, camera: at % 3 !== 2 })),
    );
    await guest.visit(at(large.link));
    await button("common.join").click();
    await expect(page.locator("[data-identity]").nth(8)).toBeVisible();
    await see("a full grid");
    await others.close();
  });

  await part("the house goes away", async () => {
    const gone = await House.start();
    try {
      const meeting = await gone.create({ title: "Weekly" });
      await guest.visit(at(meeting.link));
      await page.getByRole("textbox").first().fill("Ann");
      await button("common.join").click();
      await expect(guest.tile("Ann")).toBeVisible();
      await gone.crash();
      await expect(page.getByText(said("call.reconnecting"))).toBeVisible();
      await see("reconnecting");
      await expect(heading("call.connection_was_lost")).toBeVisible({ timeout: 30_000 });
      await see("lost");
      await button("call.leave_the_call").click();
      await button("endings.rejoin").click();
      await expect(heading("endings.unreachable")).toBeVisible();
      await see("out of reach");
    } finally {
      await gone.stop();
    }
  });
  await guest.close();

  const barred = await open({ permission: "deny" });
  await barred.visit(at((await house.create({ title: "Design review" })).link));
  await expect(barred.page.getByRole("status").first()).not.toBeEmpty();
  await look({ name: "no devices", guest: barred });
  await part("doctor finds faults", async () => {
    const name = said("common.check_connection");
    await barred.page.getByRole("button", { name, exact: true }).click();
    await examined(barred.page);
    await look({ name: "doctor finds faults", guest: barred });
  });
  await barred.close();
}
