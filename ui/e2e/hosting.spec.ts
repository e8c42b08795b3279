/** What only the host, and what hosts and co-hosts do in the call. */
import type { Guest } from "./guest.ts";
import type { House, Meeting } from "./house.ts";
import { hostSession } from "./mint.ts";
import { PeopleOf, press } from "./panels.ts";
import { fakeScreen } from "./screen.ts";
import { expect, test } from "./test.ts";

/** Hanna came by the code from the app's window; here her session is made with the house's key. */
async function hosts(house: House, meeting: Meeting, hanna: Guest): Promise<PeopleOf> {
  await hanna.visit(meeting.link);
  const session = hostSession(house, meeting);
  await hanna.page.evaluate(
    ([key, value]) => sessionStorage.setItem(key ?? "", value ?? ""),
    [`confab.session.${meeting.id}`, session],
  );
  await hanna.enter("Hanna");
  const people = new PeopleOf(hanna);
  await people.open();
  await expect(people.row("Hanna")).toContainText("Host");
  return people;
}

test("the host shares the work out, and is the host again after leaving", async ({
  house,
  meeting,
  open,
}) => {
  test.setTimeout(120_000);
  const hanna = await open({ permission: "deny" });
  const bob = await open({ before: fakeScreen });
  const people = await hosts(house, meeting, hanna);
  await bob.join(meeting.link, "Bob");

  await test.step("make somebody co-host, and take it back", async () => {
    await people.choose("Bob", "Make co-host");
    await expect(bob.page.getByText("You are a co-host now")).toBeVisible();
    await expect(people.row("Bob")).toContainText("Co-host");
    await people.choose("Bob", "No longer co-host");
    await expect(people.row("Bob")).not.toContainText("Co-host");
  });

  await test.step("stop a camera, and a screen", async () => {
    await people.choose("Bob", "Turn camera off");
    await expect(bob.page.getByText("The host turned your camera off.")).toBeVisible();
    await expect(hanna.tile("Bob").locator("video")).toHaveCount(0);
    const share = bob.controls.getByRole("button", { name: "Share screen" });
    await share.click();
    await expect(share).toHaveAttribute("aria-pressed", "true");
    await expect(people.row("Bob")).toContainText("Sharing the screen");
    await people.choose("Bob", "Stop sharing");
    await expect(share).toHaveAttribute("aria-pressed", "false");
    await expect(people.row("Bob")).not.toContainText("Sharing the screen");
  });

  await test.step("lock the microphones: who presses Microphone then reads why", async () => {
    const microphone = bob.controls.getByRole("button", { name: "Microphone" });
    await people.switch("Lock microphones").check();
    await expect(bob.page.getByText("The host locked the microphones")).toBeVisible();
    await expect(microphone).toHaveAttribute("aria-pressed", "false");
    await bob.page
      .getByText("The host locked the microphones")
      .locator("..")
      .getByRole("button")
      .click();
    await expect(bob.page.getByText("The host locked the microphones")).toHaveCount(0);
    await microphone.click();
    await expect(
      bob.page.getByRole("alert").filter({ hasText: "The host locked the microphones" }),
    ).toBeVisible();
    await expect(bob.page.getByText("Your microphone")).toHaveCount(0);
    await people.switch("Lock microphones").uncheck();
    await expect(bob.page.getByText("You can unmute yourself again.")).toBeVisible();
    await microphone.click();
    await expect(microphone).toHaveAttribute("aria-pressed", "true");
  });

  await test.step("show somebody large to everybody", async () => {
    await people.choose("Bob", "Show large to everybody");
    await expect(people.row("Bob")).toContainText("Shown large to everybody");
    await people.choose("Bob", "Stop showing large");
    await expect(people.row("Bob")).not.toContainText("Shown large to everybody");
  });

  await test.step("lock the meeting: nobody new, and who is inside stays", async () => {
    await people.switch("Lock the meeting").check();
    const cy = await open({ permission: "deny" });
    await cy.visit(meeting.link);
    await cy.name.fill("Cy");
    await cy.button("Join").click();
    await expect(cy.heading("This meeting is locked")).toBeVisible();
    await expect(hanna.tile("Bob")).toBeVisible();
    await people.switch("Lock the meeting").uncheck();
    await cy.button("Try again").click();
    await cy.enter("Cy");
    await expect(hanna.tile("Cy")).toBeVisible();
  });

  await test.step("leave, and rejoin as the host", async () => {
    await press(hanna, "Leave");
    await hanna.button("Rejoin").click();
    await expect(hanna.tile("Bob")).toBeVisible();
    await people.open();
    await expect(people.row("Hanna")).toContainText("Host");
    await expect(hanna.button("Mute all")).toBeVisible();
  });

  await test.step("end for all, stopped in time, then not", async () => {
    const end = async (seconds: string) => {
      await hanna.button("End for all…").click();
      await hanna.page.getByRole("combobox", { name: "When" }).selectOption(seconds);
      await hanna.button("End for all").click();
    };
    await end("60");
    await expect(bob.page.getByText(/ends for everybody in \d+ seconds/)).toBeVisible();
    await hanna.button("Don’t end it").first().click();
    await expect(bob.page.getByText("The meeting goes on.")).toBeVisible();
    await end("0");
    await expect(bob.heading("The meeting has ended")).toBeVisible();
    await expect(hanna.heading("The meeting has ended")).toBeVisible();
  });
});
