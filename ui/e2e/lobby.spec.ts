import { annModerates } from "./panels.ts";
import { expect, test } from "./test.ts";

test("those who wait see their place and who hosts, and are admitted, denied or told", async ({
  house,
  meeting,
  open,
}) => {
  const ann = await open();
  await ann.join(meeting.link, "Ann");
  await annModerates(house, meeting, ann);
  await house.rules(meeting, { lobby: true });

  const [bob, cy] = [await open(), await open({ permission: "deny" })];
  const ask = async (guest: typeof bob, name: string) => {
    await guest.visit(meeting.link);
    await guest.name.fill(name);
    await guest.button("Ask to join").click();
    await expect(guest.heading("Waiting to be let in")).toBeVisible();
  };
  await ask(bob, "Bob");
  await expect(bob.page.getByText("You are next.")).toBeVisible();
  await expect(bob.page.getByText("Ann hosts this meeting")).toBeVisible();
  await expect(ann.page.getByText("Bob is waiting to be let in.")).toBeVisible();
  await ask(cy, "Cy");
  await expect(cy.page.getByText("You are number 2 of 2.")).toBeVisible();

  await test.step("stop waiting, and come again", async () => {
    await bob.button("Stop waiting").click();
    await expect(bob.button("Ask to join")).toBeVisible();
    await expect(cy.page.getByText("You are next.")).toBeVisible();
    await bob.button("Ask to join").click();
    await expect(bob.page.getByText("You are number 2 of 2.")).toBeVisible();
  });

  await test.step("denied with a sentence", async () => {
    await ann.button("Deny Cy").click();
    await ann.page.getByRole("textbox", { name: "A sentence for them" }).fill("Tomorrow at nine.");
    await ann.button("Deny").last().click();
    await expect(cy.heading("You were not let in")).toBeVisible();
    await expect(cy.page.getByText("Tomorrow at nine.")).toBeVisible();
  });

  await test.step("admitted, with the camera as it was", async () => {
    await ann.button("Admit Bob").click();
    await expect(bob.tile("Ann")).toBeVisible();
    await ann.expectMoving(ann.tile("Bob"), "Bob's picture came along");
  });

  await test.step("the meeting goes away while somebody waits", async () => {
    await cy.button("Try again").click();
    await cy.button("Ask to join").click();
    await expect(cy.heading("Waiting to be let in")).toBeVisible();
    await house.delete(meeting);
    await expect(cy.page.getByRole("heading", { level: 1 })).toHaveText(
      /Meeting not found|The meeting has ended/,
    );
  });
});
