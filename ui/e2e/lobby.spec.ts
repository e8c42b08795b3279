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

/** Lets the test end the streams that a page reads, as a lost connection does. */
const breakable = () => {
  const streams = new Set<AbortController>();
  const real = window.fetch.bind(window);
  window.fetch = (input, init) => {
    const own = new AbortController();
    streams.add(own);
    const signal = AbortSignal.any([own.signal, ...(init?.signal ? [init.signal] : [])]);
    return real(input, { ...init, signal });
  };
  Object.assign(window, {
    breakStreamsOfTest: () => {
      for (const stream of streams) stream.abort();
    },
  });
};

test("all are admitted at once; a wait outlives the host's going and a lost network", async ({
  house,
  meeting,
  open,
}) => {
  test.setTimeout(150_000);
  const ann = await open({ permission: "deny" });
  await ann.visit(meeting.link);
  await ann.enter("Ann");
  const people = await annModerates(house, meeting, ann);
  await house.rules(meeting, { lobby: true });
  const bob = await open({ permission: "deny", before: breakable });
  const cy = await open({ permission: "deny" });
  const ask = async (guest: typeof bob, name: string) => {
    await guest.visit(meeting.link);
    await guest.name.fill(name);
    await guest.button("Ask to join").click();
    await expect(guest.heading("Waiting to be let in")).toBeVisible();
  };
  await ask(bob, "Bob");
  await expect(bob.page.getByText("Ann hosts this meeting")).toBeVisible();

  await test.step("the host goes, and comes back", async () => {
    await ann.controls.getByRole("button", { name: "Leave" }).click();
    await expect(bob.page.getByText("The host has been told that you are here.")).toBeVisible();
    await expect(bob.page.getByText("You are next.")).toBeVisible();
    await ann.button("Rejoin").click();
    // A co-host who left waits like everyone else, and is a co-host again once inside.
    await expect(ann.heading("Waiting to be let in")).toBeVisible();
    await house.admit(meeting, "Ann");
    await expect(bob.page.getByText("Ann hosts this meeting")).toBeVisible();
  });

  await test.step("the connection is lost while somebody waits", async () => {
    await bob.page.route("**/lobby", (route) => route.abort());
    // What a stream that breaks looks like to the page: the one that is open ends without an answer.
    await bob.page.evaluate(() =>
      (window as unknown as { breakStreamsOfTest: () => void }).breakStreamsOfTest(),
    );
    await expect(bob.page.getByText("The connection was lost. Trying again")).toBeVisible();
    await bob.page.unroute("**/lobby");
    await expect(bob.page.getByText("You are next.")).toBeVisible();
  });

  await ask(cy, "Cy");
  await test.step("all are denied at once, and may ask again", async () => {
    await people.open();
    await ann.button("Deny all").click();
    const question = ann.page.getByRole("dialog", { name: "Deny everyone who is waiting?" });
    await question.getByRole("button", { name: "Deny all" }).click();
    for (const guest of [bob, cy]) {
      await expect(guest.heading("You were not let in")).toBeVisible();
      await guest.button("Try again").click();
      await guest.button("Ask to join").click();
      await expect(guest.heading("Waiting to be let in")).toBeVisible();
    }
  });
  await ann.button("Admit all").first().click();
  for (const guest of [bob, cy]) await expect(guest.tile("Ann")).toBeVisible();
  await expect(ann.tile("Bob")).toBeVisible();
  await expect(ann.tile("Cy")).toBeVisible();
});
