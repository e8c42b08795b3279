import { House } from "./house.ts";
import { expect, test } from "./test.ts";

test("a full meeting says so", async ({ house, open }) => {
  const small = await house.create({ max_participants: 1 });
  const ann = await open();
  await ann.join(small.link, "Ann");
  await expect.poll(() => house.people(small)).toHaveLength(1);
  const bob = await open();
  await bob.visit(small.link);
  await bob.name.fill("Bob");
  await bob.button("Join").click();
  await expect(bob.heading("This meeting is full")).toBeVisible();

  await ann.controls.getByRole("button", { name: "Leave" }).click();
  await expect.poll(() => house.people(small)).toHaveLength(0);
  await bob.button("Try again").click();
  await expect(async () => {
    if (await bob.button("Try again").isVisible()) await bob.button("Try again").click();
    await bob.button("Join").click();
    await expect(bob.tile("Bob")).toBeVisible({ timeout: 3_000 });
  }).toPass();
});

test("a deleted meeting has ended for everybody, for good", async ({ house, meeting, open }) => {
  const ann = await open();
  const bob = await open();
  await ann.join(meeting.link, "Ann");
  await bob.join(meeting.link, "Bob");
  await house.delete(meeting);
  for (const guest of [ann, bob]) {
    await expect(guest.heading("The meeting has ended")).toBeVisible();
    await expect(guest.button("Rejoin")).toHaveCount(0);
  }
  await ann.page.reload();
  await expect(ann.heading("Meeting not found")).toBeVisible();
});

test("somebody who was removed reads that, and the others stay", async ({
  house,
  meeting,
  open,
}) => {
  const ann = await open();
  const bob = await open();
  await ann.join(meeting.link, "Ann");
  await bob.join(meeting.link, "Bob");
  await expect(ann.tile("Bob")).toBeVisible();
  await house.remove(meeting, await bob.identity("Bob"));
  await expect(bob.heading("You were removed")).toBeVisible();
  await expect(bob.button("Rejoin")).toHaveCount(0);
  await expect(ann.tile("Bob")).toHaveCount(0);
  await expect(ann.tile("Ann")).toBeVisible();
});

test("when the host ends the app, the meeting has ended", async ({ open }) => {
  const house = await House.start();
  const meeting = await house.create();
  const ann = await open();
  await ann.join(meeting.link, "Ann");
  await house.stop();
  await expect(ann.heading("The meeting has ended")).toBeVisible();
});

test("when the app crashes, the connection was lost", async ({ open }) => {
  const house = await House.start();
  try {
    const meeting = await house.create();
    const ann = await open();
    await ann.join(meeting.link, "Ann");
    await house.crash();
    await expect(ann.page.getByText("Reconnecting…")).toBeVisible();
    await expect(ann.heading("The connection was lost")).toBeVisible({ timeout: 30_000 });
    await ann.button("Leave the call").click();
    await expect(ann.heading("You left")).toBeVisible();
    await ann.button("Rejoin").click();
    await expect(ann.heading("The meeting can’t be reached")).toBeVisible();
  } finally {
    await house.stop();
  }
});
