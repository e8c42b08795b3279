import { fakeScreen } from "./screen.ts";
import { expect, test } from "./test.ts";

test("two guests see and hear each other, mute, and leave", async ({ house, meeting, open }) => {
  const ann = await open();
  const bob = await open();
  await ann.join(meeting.link, "Ann");
  await expect(ann.page.getByText("Nobody else is here yet")).toBeVisible();
  await bob.join(meeting.link, "Bob");

  await test.step("moving pictures and sound, both ways", async () => {
    await ann.expectMoving(ann.tile("Bob"), "Ann sees Bob move");
    await bob.expectMoving(bob.tile("Ann"), "Bob sees Ann move");
    await ann.expectMoving(ann.tile("Ann"), "Ann sees herself move");
    await ann.expectHearing();
    await bob.expectHearing();
    await expect(ann.tile("Bob")).toHaveAttribute("data-speaking", "true");
    await expect(ann.page.getByText("Nobody else is here yet")).toHaveCount(0);
  });

  await test.step("one tile for each, by identity and by name", async () => {
    expect(await ann.page.locator("[data-identity]").count()).toBe(2);
    const [known, seen] = [await house.people(meeting), await ann.identity("Bob")];
    expect(known.find((person) => person.name === "Bob")?.identity).toBe(seen);
  });

  await test.step("mute shows on the other side, and is said", async () => {
    await bob.controls.getByRole("button", { name: "Microphone" }).click();
    await expect(ann.tile("Bob")).toContainText("Muted");
    await expect(ann.page.locator("[aria-live]").filter({ hasText: "Bob muted" })).toHaveCount(1);
    await bob.controls.getByRole("button", { name: "Microphone" }).click();
    await expect(ann.tile("Bob")).not.toContainText("Muted");
    await ann.expectHearing();
  });

  await test.step("a camera that goes off leaves a name, and comes back", async () => {
    const camera = bob.controls.getByRole("button", { name: "Camera" });
    await camera.click();
    await expect(camera).toHaveAttribute("aria-pressed", "false");
    await expect(ann.tile("Bob").locator("video")).toHaveCount(0);
    await camera.click();
    await expect(camera).toHaveAttribute("aria-pressed", "true");
    await ann.expectMoving(ann.tile("Bob"), "Bob's picture is back");
  });

  await test.step("leaving is seen, and one can come back", async () => {
    await bob.controls.getByRole("button", { name: "Leave" }).click();
    await expect(bob.heading("You left")).toBeVisible();
    await expect(ann.tile("Bob")).toHaveCount(0);
    await bob.button("Rejoin").click();
    await expect(bob.tile("Ann").locator("video")).toBeVisible();
    await ann.expectMoving(ann.tile("Bob"), "Bob is back");
  });

  expect(ann.errors, "Ann's console").toEqual([]);
  expect(bob.errors, "Bob's console").toEqual([]);
});

test("a shared screen is shown large beside the tiles", async ({ meeting, open }) => {
  const ann = await open();
  const bob = await open({
    before: fakeScreen,
  });
  await ann.join(meeting.link, "Ann");
  await bob.join(meeting.link, "Bob");
  const share = bob.controls.getByRole("button", { name: "Share screen" });
  await expect(share).toHaveAttribute("aria-pressed", "false");
  await share.click();
  await expect(share).toHaveAttribute("aria-pressed", "true");

  const screen = ann.page.getByRole("group", { name: "Bob’s screen" });
  await ann.expectMoving(screen, "Ann sees Bob's screen");
  await ann.expectMoving(ann.tile("Bob"), "and still Bob");
  const [large, small] = [await screen.boundingBox(), await ann.tile("Bob").boundingBox()];
  expect((large?.width ?? 0) > 2 * (small?.width ?? Number.POSITIVE_INFINITY)).toBe(true);

  await share.click();
  await expect(screen).toHaveCount(0);
  expect(ann.errors).toEqual([]);
  expect(bob.errors).toEqual([]);
});

test("the toolbar rests with the pointer, and never for those who use the keyboard", async ({
  meeting,
  open,
}) => {
  const guest = await open();
  await guest.join(meeting.link, "Ann");
  const bar = guest.page.locator(".bar");
  await guest.page.mouse.move(200, 200);
  await guest.page.mouse.move(220, 220);
  await expect(bar).toHaveAttribute("data-hidden", "true");
  await expect(guest.controls, "screen readers still find it").toBeVisible();
  await guest.page.keyboard.press("Tab");
  await expect(bar).not.toHaveAttribute("data-hidden", "true");
  await guest.page.mouse.move(300, 300);
  await expect(guest.controls.getByRole("button", { name: "Microphone" })).toBeVisible();
});

test("somebody inside can change the microphone", async ({ meeting, open }) => {
  const ann = await open();
  const bob = await open();
  await ann.join(meeting.link, "Ann");
  await bob.join(meeting.link, "Bob");
  await bob.controls.getByRole("button", { name: "Choose devices" }).click();
  const panel = bob.page.getByRole("dialog", { name: "Devices" });
  const choice = panel.getByRole("group", { name: "Microphone" }).getByRole("radio").nth(1);
  await choice.check();
  await expect(choice).toBeChecked();
  await bob.page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  await ann.expectHearing();
  expect(bob.errors).toEqual([]);
});
