/** How the pictures are laid out, turned, pinned, and which of them are received. */
import { crowd } from "./crowd.ts";
import type { Guest } from "./guest.ts";
import { fakeScreen } from "./screen.ts";
import { expect, test } from "./test.ts";

async function choose(guest: Guest, item: string) {
  await guest.controls.getByRole("button", { name: "More" }).click();
  await guest.page.getByRole("menu", { name: "More" }).getByText(item, { exact: true }).click();
}

async function chooseOf(guest: Guest, name: string, item: string) {
  await guest.page.getByRole("button", { name: `Options for ${name}` }).click();
  await guest.page.getByRole("menu").getByText(item, { exact: true }).click();
}

/** How many pictures arrive: those of which bytes came within a second and a half. */
async function arriving(guest: Guest): Promise<number> {
  const bytes = () =>
    guest.page.evaluate(async () => {
      const found: [string, number][] = [];
      const { connectionsOfTest } = window as unknown as { connectionsOfTest: RTCPeerConnection[] };
      for (const connection of connectionsOfTest) {
        for (const report of (await connection.getStats()).values()) {
          if (report.type === "inbound-rtp" && report.kind === "video") {
            found.push([`${report.id} ${report.ssrc}`, report.bytesReceived]);
          }
        }
      }
      return found;
    });
  const before = new Map(await bytes());
  await guest.page.waitForTimeout(1_500);
  const after = await bytes();
  return after.filter(([id, count]) => count - (before.get(id) ?? 0) > 1_000).length;
}

test("grid, speaker and pinned, remembered; oneself in a corner, moved, among the others, hidden", async ({
  house,
  meeting,
  open,
}) => {
  const ann = await open();
  const bob = await open();
  const cy = await open();
  await ann.join(meeting.link, "Ann");
  await bob.join(meeting.link, "Bob");

  await test.step("with one other person one floats in a corner, and moves by keyboard and by hand", async () => {
    const corner = ann.page.locator(".corner");
    await expect(corner).toHaveAttribute("data-corner", "end-end");
    const move = ann.button("Move my picture");
    await move.focus();
    await ann.page.keyboard.press("ArrowUp");
    await ann.page.keyboard.press("ArrowLeft");
    await expect(corner).toHaveAttribute("data-corner", "start-start");
    await expect(corner.locator("[aria-live]")).toHaveText("Your picture is at the top left");
    const box = await corner.boundingBox();
    if (!box) throw new Error("the corner is not on the screen");
    await ann.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await ann.page.mouse.down();
    await ann.page.mouse.move(1_000, 600, { steps: 5 });
    await ann.page.mouse.up();
    await expect(corner).toHaveAttribute("data-corner", "end-end");
  });

  await cy.join(meeting.link, "Cy");
  await expect(ann.page.locator(".stage")).toHaveAttribute("data-kind", "grid");
  await expect(ann.page.locator(".corner")).toHaveCount(0);

  await test.step("while nothing is full screen, every tile's menu offers to make it so", async () => {
    for (const name of ["Ann", "Bob", "Cy"]) {
      await ann.page.getByRole("button", { name: `Options for ${name}` }).click();
      const menu = ann.page.getByRole("menu");
      await expect(menu.getByText("Full screen", { exact: true })).toBeVisible();
      await expect(menu.getByText("Leave full screen")).toHaveCount(0);
      await ann.page.keyboard.press("Escape");
      await expect(menu).toHaveCount(0);
    }
  });

  await test.step("pinned from the tile's menu", async () => {
    await chooseOf(ann, "Cy", "Pin for me");
    const [large, small] = [
      await ann.tile("Cy").boundingBox(),
      await ann.tile("Bob").boundingBox(),
    ];
    expect(large?.width ?? 0).toBeGreaterThan(2 * (small?.width ?? Number.POSITIVE_INFINITY));
    await expect(ann.tile("Cy")).toContainText("Pinned");
    await ann.expectMoving(ann.tile("Cy"));
    await chooseOf(ann, "Cy", "Unpin");
    await expect(ann.page.locator(".stage")).toHaveAttribute("data-kind", "grid");
  });

  await test.step("the speaker is large, and who speaks changes it", async () => {
    await bob.controls.getByRole("button", { name: "Microphone" }).click();
    await choose(ann, "Speaker");
    await expect(ann.page.locator('.large [data-identity][aria-label="Cy"]')).toBeVisible();
    await bob.controls.getByRole("button", { name: "Microphone" }).click();
    await cy.controls.getByRole("button", { name: "Microphone" }).click();
    await expect(ann.page.locator('.large [data-identity][aria-label="Bob"]')).toBeVisible();
  });

  await test.step("whom the host shows wins over the speaker, one's own pin over both", async () => {
    const large = (name: string) =>
      ann.page.locator(`.large [data-identity][aria-label="${name}"]`);
    await house.spotlight(meeting, await ann.identity("Cy"));
    await expect(large("Cy")).toBeVisible();
    await expect(ann.tile("Cy")).toContainText("Shown to everybody");
    await chooseOf(ann, "Bob", "Pin for me");
    await expect(large("Bob")).toBeVisible();
    await chooseOf(ann, "Bob", "Unpin");
    await expect(large("Cy")).toBeVisible();
    await house.spotlight(meeting, null);
    await expect(large("Bob")).toBeVisible();
  });

  await test.step("what was chosen holds after a reload", async () => {
    await choose(ann, "Hidden");
    await expect(ann.tile("Ann")).toHaveCount(0);
    await ann.page.reload();
    await ann.button("Join").click();
    await expect(ann.page.locator(".large [data-identity]")).toHaveCount(1);
    await expect(ann.tile("Bob")).toBeVisible();
    await expect(ann.tile("Ann")).toHaveCount(0);
    await choose(ann, "Among the others");
    await expect(ann.tile("Ann")).toBeVisible();
  });
  expect(ann.errors).toEqual([]);
});

test("what does not fit is on another page, and only the page that is seen is received", async ({
  meeting,
  open,
}) => {
  // So small that one picture fits beside the page controls.
  const ann = await open({ width: 280, height: 210 });
  const bob = await open();
  const cy = await open();
  const sound = (guest: Guest) => guest.controls.getByRole("button", { name: "Microphone" });
  await bob.join(meeting.link, "Bob");
  await cy.join(meeting.link, "Cy");
  // Who speaks on a later page comes to the first one: Cy is to stay where he is.
  await sound(cy).click();
  await expect(sound(cy)).toHaveAttribute("aria-pressed", "false");
  await ann.visit(meeting.link);
  await ann.name.fill("Ann");
  await ann.button("Join").click();
  await expect(ann.controls).toBeVisible();
  await choose(ann, "Hidden");

  const pages = ann.page.getByRole("navigation", { name: "Pages" });
  await expect(pages).toContainText("Page 1 of 2");
  const shown = () =>
    ann.page
      .locator(".tiles [data-identity]")
      .evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute("aria-label")));
  expect(await shown()).toEqual(["Bob"]);

  await expect.poll(() => arriving(ann), { message: "one picture arrives" }).toBe(1);
  await ann.expectHearing();

  await test.step("the next page, by keyboard, lets the first one go", async () => {
    await ann.page.keyboard.press("PageDown");
    await expect(pages).toContainText("Page 2 of 2");
    expect(await shown()).toEqual(["Cy"]);
    await ann.expectMoving(ann.tile("Cy"));
    await expect.poll(() => arriving(ann), { message: "still only one" }).toBe(1);
  });

  await test.step("who speaks on the page that one looks at is not taken from it", async () => {
    await sound(bob).click();
    await expect(sound(bob)).toHaveAttribute("aria-pressed", "false");
    await sound(cy).click();
    await expect(ann.tile("Cy")).toHaveAttribute("data-speaking", "true");
    expect(await shown()).toEqual(["Cy"]);
    await sound(cy).click();
    await expect(sound(cy)).toHaveAttribute("aria-pressed", "false");
    await expect(ann.tile("Cy")).not.toHaveAttribute("data-speaking", "true");
  });

  await test.step("without a camera on this page nothing comes", async () => {
    await cy.controls.getByRole("button", { name: "Camera" }).click();
    await expect(ann.tile("Cy").locator("video")).toHaveCount(0);
    await expect
      .poll(() => arriving(ann), { message: "the picture on the other page does not arrive" })
      .toBe(0);
  });

  await test.step("back, by the button", async () => {
    await ann.button("Previous page").click();
    await ann.expectMoving(ann.tile("Bob"));
  });
  expect(ann.errors).toEqual([]);
});

test("two screens: one at a time, side by side, and full", async ({ meeting, open }) => {
  const ann = await open();
  const bob = await open({ before: fakeScreen });
  const cy = await open({ before: fakeScreen });
  await ann.join(meeting.link, "Ann");
  await bob.join(meeting.link, "Bob");
  await cy.join(meeting.link, "Cy");
  const share = (guest: Guest) => guest.controls.getByRole("button", { name: "Share screen" });
  const screen = (name: string) => ann.page.getByRole("group", { name: `${name}’s screen` });
  await share(bob).click();
  await ann.expectMoving(screen("Bob"));
  await share(cy).click();

  await ann.expectMoving(screen("Cy"), "the newest is shown");
  await expect(screen("Bob")).toHaveCount(0);
  const choice = ann.page.getByRole("group", { name: "Shown large" });
  await choice.getByRole("button", { name: "Bob’s screen" }).click();
  await ann.expectMoving(screen("Bob"), "the one that was chosen");
  await expect(screen("Cy")).toHaveCount(0);
  await choice.getByRole("button", { name: "Side by side" }).click();
  await ann.expectMoving(screen("Bob"));
  await ann.expectMoving(screen("Cy"));

  await chooseOf(ann, "Bob’s screen", "Full screen");
  await expect
    .poll(() => ann.page.evaluate(() => document.fullscreenElement?.getAttribute("aria-label")))
    .toBe("Bob’s screen");
  await chooseOf(ann, "Bob’s screen", "Leave full screen");
  await expect.poll(() => ann.page.evaluate(() => document.fullscreenElement)).toBeNull();

  await share(cy).click();
  await expect(choice).toHaveCount(0);
  await ann.expectMoving(screen("Bob"));
  expect(bob.errors).toEqual([]);
  expect(ann.errors).toEqual([]);
});

test("twelve people on the narrowest phone: pages, nothing cut off, everything in reach", async ({
  meeting,
  open,
}) => {
  const others = await open();
  const names = ["Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Hal", "Ida", "Jo", "Kim", "Lea"];
  await crowd(
    others,
    meeting,
    names.map((name) => ({ name })),
  );
  const ann = await open({ width: 320, height: 568 });
  await ann.join(meeting.link, "Ann");
  const pages = ann.page.getByRole("navigation", { name: "Pages" });
  await expect(pages).toContainText("Page 1 of 2");
  const tiles = ann.page.locator(".tiles [data-identity]");
  const count = await tiles.count();
  expect(count).toBeGreaterThan(3);
  await expect
    .poll(() => arriving(ann), { message: "the others on this page, without oneself" })
    .toBe(count - 1);
  for (const box of await tiles.evaluateAll((all) =>
    all.map((tile) => tile.getBoundingClientRect().toJSON()),
  )) {
    expect(box.left).toBeGreaterThanOrEqual(0);
    expect(box.right).toBeLessThanOrEqual(320);
    expect(box.width).toBeGreaterThan(100);
  }
  const wide = await ann.page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide, "no scrolling sideways").toBeLessThanOrEqual(320);
  for (const button of await ann.controls.getByRole("button").all()) {
    const box = await button.boundingBox();
    expect(box?.x ?? -1).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(320);
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(24);
  }
  await ann.button("Next page").click();
  await expect(pages).toContainText("Page 2 of 2");
  await expect(tiles).toHaveCount(12 - count);
  expect(ann.errors).toEqual([]);
});
