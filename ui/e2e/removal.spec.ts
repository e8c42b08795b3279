/** Removed means removed: with every token there is, and with the browser one was removed in. */
import { connects } from "./crowd.ts";
import { refreshedToken } from "./mint.ts";
import { annModerates } from "./panels.ts";
import { expect, test } from "./test.ts";

test("neither the first token nor a refreshed one leads back in, for anybody", async ({
  house,
  meeting,
  open,
}) => {
  test.setTimeout(120_000);
  const [ann, bob, cy] = [await open(), await open(), await open({ permission: "deny" })];
  await ann.join(meeting.link, "Ann");
  const answered = bob.page.waitForResponse(/\/join$/);
  await bob.join(meeting.link, "Bob");
  const { token, livekit_url: server } = await (await answered).json();
  const identity = await bob.identity("Bob");
  const refreshed = refreshedToken(house, meeting, identity, "Bob");
  await cy.visit(meeting.link);

  await test.step("both are good until then", async () => {
    // Each connection of the same person ends the one before it; the page's own comes last.
    expect(await connects(cy, server, refreshedToken(house, meeting, "dan_0a1b2c3d", "Dan"))).toBe(
      "in",
    );
    for (const one of [token, refreshed]) {
      const answer = await fetch(`${house.ready.guests}/rtc/validate?access_token=${one}`);
      expect(answer.status).toBe(200);
    }
  });

  const people = await annModerates(house, meeting, ann);
  await people.choose("Bob", "Remove…");
  await expect(ann.page.getByRole("checkbox", { name: "Newcomers wait for me" })).toBeChecked();
  await ann.button("Remove").click();
  await expect(bob.heading("You were removed")).toBeVisible();
  await expect(bob.button("Rejoin")).toHaveCount(0);

  await test.step("with either token, from another browser", async () => {
    for (const one of [token, refreshed, refreshedToken(house, meeting, identity, "Bob")]) {
      expect(await connects(cy, server, one)).toContain("removed_by_host");
    }
  });

  await test.step("the same browser, with a new name and a new tab", async () => {
    const tab = await bob.context.newPage();
    await tab.goto(meeting.link);
    await tab.getByRole("textbox", { name: "Your name" }).fill("Robert");
    await tab.getByRole("button", { name: "Ask to join", exact: true }).click();
    await expect(tab.getByRole("heading", { name: "You were removed" })).toBeVisible();
  });

  await test.step("another browser waits, and an allowed one is in", async () => {
    await cy.page.reload();
    await cy.name.fill("Cy");
    await cy.button("Ask to join").click();
    await expect(cy.heading("Waiting to be let in")).toBeVisible();
    await ann.button("Admit Cy").click();
    await expect(cy.tile("Ann")).toBeVisible();
    await expect(ann.tile("Bob")).toHaveCount(0);
  });
});
