import { setTimeout } from "node:timers/promises";
import { quantile, spread } from "../bench/figures.ts";
import { expect, test } from "./test.ts";

/** How often the server is killed, and who is in the call: `cargo xtask soak server-kills` has more of both. */
const rounds = Number(process.env.CONFAB_E2E_KILLS ?? 5);
const people = ["Ann", "Bob", "Cem", "Dana"].slice(0, Number(process.env.CONFAB_E2E_PEOPLE ?? 2));
/** Between two kills: more than ten starts a minute are refused by design. */
const apart = 6_500;
/** What the slowest comeback may take, and 19 of 20: ample for two, and what the soak is to reach. */
const [worst, most] = [20_000, 10_000];

test("a killed LiveKit server brings everybody back without a reload", async ({
  house,
  meeting,
  open,
}) => {
  test.setTimeout(60_000 + rounds * people.length * 15_000);
  const guests = await Promise.all(people.map(() => open()));
  for (const [index, guest] of guests.entries()) {
    await guest.join(meeting.link, people[index] ?? "");
  }
  const sides = guests.map((guest, index) => ({
    guest,
    others: people.filter((_, other) => other !== index),
  }));
  const allMoving = () =>
    Promise.all(
      sides.map(async ({ guest, others }) => {
        for (const other of others) {
          await guest.expectMoving(guest.tile(other), `${other}'s picture`);
        }
      }),
    );
  await allMoving();

  const took: number[] = [];
  let killed = 0;
  for (let round = 0; round < rounds; round += 1) {
    const pid = house.enginePid() ?? house.ready.engine_pid;
    if (!pid || pid === killed) throw new Error("no new LiveKit server to kill");
    const before = await Promise.all(
      sides.map(({ guest, others }) =>
        Promise.all(others.map((other) => guest.picture(guest.tile(other)))),
      ),
    );
    killed = pid;
    const start = performance.now();
    process.kill(pid, "SIGKILL");
    await Promise.all(
      sides.map(({ guest, others }, side) => guest.seesAnew(others, before[side] ?? [], 28_000)),
    );
    took.push(performance.now() - start);
    await allMoving();
    await Promise.all(guests.map((guest) => guest.expectHearing()));
    // Not luck: the pace of the kills is part of what is tested.
    await setTimeout(Math.max(0, start + apart - performance.now()));
  }
  const words = `killed ${rounds} times, ${people.length} in the call: all saw each other again after ${spread(took, "ms")}`;
  test.info().annotations.push({ type: "recovery", description: words });
  // biome-ignore lint/suspicious/noConsole: a figure to be read in the test's output
  console.log(words);
  expect(quantile(took, 0.95)).toBeLessThanOrEqual(rounds < 20 ? worst : most);
  expect(Math.max(...took)).toBeLessThanOrEqual(worst);
  for (const guest of guests) {
    expect(await guest.page.locator("[data-identity]").count()).toBe(people.length);
  }
});

test("ten seconds without a network are survived", async ({ meeting, open }) => {
  const ann = await open();
  const bob = await open();
  await ann.join(meeting.link, "Ann");
  await bob.join(meeting.link, "Bob");
  await ann.expectMoving(ann.tile("Bob"));

  bob.network(false);
  // Not luck: the outage is what is tested.
  await ann.page.waitForTimeout(5_000);
  const halfway = await ann.picture(ann.tile("Bob"));
  await ann.page.waitForTimeout(5_000);
  expect(await ann.picture(ann.tile("Bob")), "nothing came through").toEqual(halfway);
  bob.network(true);
  await bob.expectMoving(bob.tile("Ann"), "Bob sees Ann again");
  await ann.expectMoving(ann.tile("Bob"), "Ann sees Bob again");
});

test("somebody inside a locked meeting is back after ten seconds without a network", async ({
  house,
  meeting,
  open,
}) => {
  const ann = await open();
  const bob = await open();
  await ann.join(meeting.link, "Ann");
  await bob.join(meeting.link, "Bob");
  await ann.expectMoving(ann.tile("Bob"));
  const identity = await bob.identity("Bob");
  await house.rules(meeting, { locked: true });

  bob.network(false);
  // Not luck: the outage is what is tested.
  await ann.page.waitForTimeout(10_000);
  bob.network(true);
  await bob.expectMoving(bob.tile("Ann"), "Bob sees Ann again");
  await ann.expectMoving(ann.tile("Bob"), "Ann sees Bob again");
  expect(await bob.identity("Bob"), "as the same person").toBe(identity);

  await test.step("a newcomer stays outside all the same", async () => {
    const cy = await open({ permission: "deny" });
    await cy.visit(meeting.link);
    await cy.name.fill("Cy");
    await cy.button("Join").click();
    await expect(cy.heading("This meeting is locked")).toBeVisible();
  });
});
