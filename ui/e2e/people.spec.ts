import { annModerates, PeopleOf, press } from "./panels.ts";
import { expect, test } from "./test.ts";

test("hands keep their order, and reactions are seen by the others", async ({
  house,
  meeting,
  open,
}) => {
  const [ann, bob, cy] = [await open(), await open(), await open()];
  await ann.join(meeting.link, "Ann");
  await bob.join(meeting.link, "Bob");
  await cy.join(meeting.link, "Cy");
  const people = await annModerates(house, meeting, ann);

  await press(cy, "Raise hand");
  await expect(people.row("Cy")).toContainText("number 1");
  await press(bob, "Raise hand");
  await expect(people.row("Bob")).toContainText("number 2");
  await expect.poll(() => people.names()).toEqual(["Ann (you)", "Cy", "Bob"]);
  await expect(ann.page.getByTestId("talk-announcements")).toContainText("Bob raised a hand");
  const hand = bob.controls.getByRole("button", { name: "Raise hand" });
  await expect(hand).toHaveAttribute("aria-pressed", "true");

  await people.choose("Cy", "Lower hand");
  await expect(people.row("Bob")).toContainText("number 1");
  await expect(cy.page.getByText("Ann lowered your hand.")).toBeVisible();
  await ann.button("Lower all hands").click();
  await expect(hand).toHaveAttribute("aria-pressed", "false");

  await press(bob, "React");
  await bob.page.getByRole("button", { name: "React with 🎉" }).click();
  await expect(ann.page.getByTestId("reactions")).toContainText("🎉");
  await expect(ann.page.getByTestId("reactions")).toContainText("Bob");
  await expect(ann.page.getByTestId("talk-announcements")).toContainText("Bob: 🎉");
  for (const guest of [ann, bob, cy]) expect(guest.errors).toEqual([]);
});

test("a notice that came before its code was loaded is shown all the same", async ({
  house,
  meeting,
  open,
}) => {
  const bob = await open();
  const release = await bob.holdBack("Notices");
  await bob.join(meeting.link, "Bob");
  const people = new PeopleOf(bob);
  await people.open();
  await expect(people.row("Bob")).toBeVisible();
  const [{ identity } = { identity: "" }] = await house.people(meeting);
  await house.promote(meeting, identity);
  await expect(people.row("Bob")).toContainText("Co-host");
  await expect(bob.page.getByText("You are a co-host now")).toHaveCount(0);
  release();
  await expect(bob.page.getByText("You are a co-host now")).toBeVisible();
});

test("what a co-host does to somebody is seen by all, and said to whom it concerns", async ({
  house,
  meeting,
  open,
}) => {
  const [ann, bob] = [await open(), await open()];
  await ann.join(meeting.link, "Ann");
  await bob.join(meeting.link, "Bob");
  const people = await annModerates(house, meeting, ann);
  const microphone = bob.controls.getByRole("button", { name: "Microphone" });
  await expect(ann.page.getByText("You are a co-host now")).toBeVisible();

  await test.step("mute, and ask to unmute", async () => {
    await people.choose("Bob", "Mute");
    await expect(bob.page.getByText("Ann muted you.")).toBeVisible();
    await expect(microphone).toHaveAttribute("aria-pressed", "false");
    await expect(people.row("Bob")).toContainText("Muted");
    await people.choose("Bob", "Ask to unmute");
    await expect(bob.page.getByText("Ann asks you to unmute.")).toBeVisible();
    // The fake microphone beeps, so the note for those who talk while muted may offer the same.
    await bob.page.getByRole("alert").getByRole("button", { name: "Unmute" }).click();
    await expect(microphone).toHaveAttribute("aria-pressed", "true");
    await expect(people.row("Bob")).toContainText("Microphone on");
  });

  await test.step("mute all but oneself", async () => {
    await ann.button("Mute all").click();
    await expect(bob.page.getByText("Ann muted everybody.")).toBeVisible();
    await expect(microphone).toHaveAttribute("aria-pressed", "false");
    await expect(ann.controls.getByRole("button", { name: "Microphone" })).toHaveAttribute(
      "aria-pressed",
      "true",
    );
  });

  await test.step("turn the camera off", async () => {
    await people.choose("Bob", "Turn camera off");
    await expect(bob.page.getByText("Ann turned your camera off.")).toBeVisible();
    await expect(ann.tile("Bob").locator("video")).toHaveCount(0);
  });

  await test.step("rename", async () => {
    await people.choose("Bob", "Rename…");
    await ann.page.getByRole("textbox", { name: "Name" }).fill("Robert");
    await ann.button("Rename").click();
    await expect(bob.page.getByText("Ann changed your name to Robert.")).toBeVisible();
    await expect(ann.tile("Robert")).toBeVisible();
    await expect(bob.tile("Robert")).toBeVisible();
  });

  await test.step("show somebody large to everybody", async () => {
    await people.choose("Robert", "Show large to everybody");
    await expect(people.row("Robert")).toContainText("Shown large to everybody");
    await people.choose("Robert", "Stop showing large");
    await expect(people.row("Robert")).not.toContainText("Shown large to everybody");
  });

  await test.step("lock the microphones", async () => {
    await people.switch("Lock microphones").check();
    await expect(bob.page.getByText("The host locked the microphones")).toBeVisible();
    await people.switch("Lock microphones").uncheck();
    await expect(bob.page.getByText("You can unmute yourself again.")).toBeVisible();
  });

  await test.step("who may share and chat", async () => {
    await people.switch("Guests may share their screen").uncheck();
    await expect(bob.page.getByText("Only hosts can share their screen now.")).toBeVisible();
    await people.switch("Guests may write in the chat").uncheck();
    await expect(bob.page.getByText("The host closed the chat for guests.")).toBeVisible();
  });

  await test.step("a countdown that everybody sees, and that can be stopped", async () => {
    await ann.button("End for all…").click();
    await ann.page.getByRole("combobox", { name: "When" }).selectOption("60");
    await ann.button("End for all").click();
    for (const guest of [ann, bob]) {
      await expect(guest.page.getByText(/ends for everybody in \d+ seconds/)).toBeVisible();
    }
    await expect(bob.button("Don’t end it")).toHaveCount(0);
    await ann.button("Don’t end it").first().click();
    for (const guest of [ann, bob]) {
      await expect(guest.page.getByText("The meeting goes on.")).toBeVisible();
    }
    await ann.button("End for all…").click();
    await ann.page.getByRole("combobox", { name: "When" }).selectOption("0");
    await ann.button("End for all").click();
    for (const guest of [ann, bob]) {
      await expect(guest.heading("The meeting has ended")).toBeVisible();
    }
  });
});

test("a removed guest stays out with this browser, another one waits, an allowed one is in", async ({
  house,
  meeting,
  open,
}) => {
  const [ann, bob] = [await open(), await open()];
  await ann.join(meeting.link, "Ann");
  await bob.join(meeting.link, "Bob");
  const people = await annModerates(house, meeting, ann);
  await people.choose("Bob", "Remove…");
  await expect(ann.page.getByRole("checkbox", { name: "Newcomers wait for me" })).toBeChecked();
  await ann.button("Remove").click();
  await expect(bob.heading("You were removed")).toBeVisible();
  await expect(people.switch("Newcomers wait for me")).toBeChecked();

  await test.step("the same browser, in a new tab, is refused", async () => {
    await bob.page.evaluate(() => sessionStorage.clear());
    await bob.page.reload();
    await bob.name.fill("Somebody else");
    await bob.button("Ask to join").click();
    await expect(bob.heading("You were removed")).toBeVisible();
  });

  await test.step("another browser waits, and is let in", async () => {
    const cy = await open();
    await cy.visit(meeting.link);
    await cy.name.fill("Cy");
    await cy.button("Ask to join").click();
    await expect(cy.heading("Waiting to be let in")).toBeVisible();
    await ann.button("Admit Cy").click();
    await expect(cy.tile("Ann")).toBeVisible();
    await expect(ann.tile("Cy")).toBeVisible();
  });
});
