import { expect, test } from "./test.ts";

/** How often the server is killed; more on a machine with time. */
const rounds = Number(process.env.CONFAB_E2E_KILLS ?? 5);

test("a killed LiveKit server brings both back without a reload", async ({
  house,
  meeting,
  open,
}) => {
  test.setTimeout(60_000 + rounds * 30_000);
  const ann = await open();
  const bob = await open();
  await ann.join(meeting.link, "Ann");
  await bob.join(meeting.link, "Bob");
  const sides = [
    { guest: ann, other: ann.tile("Bob") },
    { guest: bob, other: bob.tile("Ann") },
  ];
  for (const { guest, other } of sides) await guest.expectMoving(other);

  const took: number[] = [];
  let killed = 0;
  for (let round = 0; round < rounds; round += 1) {
    const pid = house.enginePid() ?? house.ready.engine_pid;
    if (!pid || pid === killed) throw new Error("no new LiveKit server to kill");
    const before = await Promise.all(sides.map(({ guest, other }) => guest.picture(other)));
    killed = pid;
    const start = performance.now();
    process.kill(pid, "SIGKILL");
    await Promise.all(
      sides.map(async ({ guest, other }, side) => {
        await expect
          .poll(
            async () => {
              const now = await guest.picture(other);
              return now.track !== before[side]?.track ? now.frames : 0;
            },
            { message: "the other is seen again", timeout: 28_000, intervals: [50] },
          )
          .toBeGreaterThan(1);
      }),
    );
    took.push(performance.now() - start);
    for (const { guest, other } of sides) await guest.expectMoving(other, "and goes on moving");
    for (const { guest } of sides) await guest.expectHearing();
  }
  const sorted = [...took].sort((a, b) => a - b).map((time) => Math.round(time));
  const p50 = sorted[Math.floor((sorted.length - 1) / 2)];
  const words = `killed ${rounds} times: both saw each other again after p50 ${p50} ms, worst ${sorted.at(-1)} ms`;
  test.info().annotations.push({ type: "recovery", description: words });
  // biome-ignore lint/suspicious/noConsole: a figure to be read in the test's output
  console.log(words);
  for (const { guest } of sides) {
    expect(await guest.page.locator("[data-identity]").count()).toBe(2);
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
