/**
 * Networks change under a call. The guest walked through the browser's warning, which the browser
 * remembers for one address and one certificate: so these tests also show that nobody is asked again.
 */
import type { Guest } from "../guest.ts";
import { TwoMachines } from "./machines.ts";
import { path } from "./path.ts";
import { type Each, expect, linkAt, origin, test } from "./test.ts";
import { walkThrough } from "./warning.ts";

const { v4, v6 } = TwoMachines.host;

/** Hanna at the host's machine and Bob, who came by this link, in one call. */
async function inCall(each: Pick<Each, "machines" | "sharing" | "meeting" | "open">, link: string) {
  const { machines, sharing, meeting, open } = each;
  const hanna = await open(machines.host);
  await hanna.join(sharing.local(meeting), "Hanna");
  const bob = await open(machines.guest);
  await walkThrough(bob, link);
  await expect(bob.button("Camera")).toHaveAttribute("aria-pressed", "true");
  await bob.enter("Bob");
  await media(hanna, bob);
  return { hanna, bob };
}

/** Resolves when both see the other move and hear something, from now on. */
async function media(hanna: Guest, bob: Guest): Promise<void> {
  await Promise.all([
    hanna.expectMoving(hanna.tile("Bob"), "Hanna sees Bob move"),
    bob.expectMoving(bob.tile("Hanna"), "Bob sees Hanna move"),
    hanna.expectHearing(),
    bob.expectHearing(),
  ]);
}

/** Media flows again both ways within 20 s after what was done; tells how soon. */
async function comesBack(what: string, hanna: Guest, bob: Guest): Promise<void> {
  const start = performance.now();
  await media(hanna, bob);
  const took = Math.round(performance.now() - start);
  test.info().annotations.push({ type: what, description: `media flowed again after ${took} ms` });
  expect(took, what).toBeLessThan(20_000);
}

test("the address that carries the media changes in the middle of a call", async ({
  machines,
  sharing,
  meeting,
  open,
}) => {
  // Signalling over IPv6, which stays; media over IPv4, which will change.
  machines.guest.block("ip6 daddr fd77::/64 meta l4proto udp");
  const { hanna, bob } = await inCall({ machines, sharing, meeting, open }, linkAt(v6, meeting));
  for (const { remote } of await path(bob)) expect(remote).toBe(v4);

  const later = "10.77.0.9";
  machines.address(machines.host, "delete", v4);
  machines.address(machines.host, "add", later);
  await comesBack("the host's address changed", hanna, bob);
  for (const { remote } of await path(bob)) expect(remote).toBe(later);

  const now = await sharing.sharedAt(later, v6);
  expect(now.addresses.find(({ address }) => address === later)?.url).toBe(origin(later));
  expect([origin(later), origin(v6)]).toContain(now.link_base);
  const next = await sharing.house.create();
  expect(next.link).toBe(`${now.link_base}/meeting/${next.id}`);
  const carl = await open(machines.guest, { trusting: true });
  await carl.join(linkAt(later, meeting), "Carl");
  await carl.expectMoving(carl.tile("Hanna"), "Carl, by the new link, sees Hanna move");
});

test("who joins while the server moves to a new address comes back", async ({
  machines,
  sharing,
  meeting,
  open,
}) => {
  const hanna = await open(machines.host);
  await hanna.join(sharing.local(meeting), "Hanna");
  const bob = await open(machines.guest, { trusting: true });
  const carl = await open(machines.guest, { trusting: true });
  const both = [
    [bob, "Bob"],
    [carl, "Carl"],
  ] as const;
  for (const [guest, name] of both) {
    await guest.visit(linkAt(v6, meeting));
    await expect(guest.button("Camera")).toHaveAttribute("aria-pressed", "true");
    await guest.name.fill(name);
  }
  const later = "10.77.0.9";
  const moves = () => sharing.house.log().includes("started anew");
  machines.address(machines.host, "add", later);
  // Bob comes before the restart and is cut by it; Carl comes while the server is away.
  await bob.button("Join").click();
  await expect.poll(moves, { intervals: [20] }).toBe(true);
  await carl.button("Join").click();
  for (const [guest, name] of both) {
    await guest.expectMoving(guest.tile("Hanna"), `${name} sees Hanna move`);
    await hanna.expectMoving(hanna.tile(name), `Hanna sees ${name} move`);
  }
});

test("addresses that come and go leave calls at another one alone", async ({
  machines,
  sharing,
  meeting,
  open,
}) => {
  const { hanna, bob } = await inCall({ machines, sharing, meeting, open }, linkAt(v4, meeting));
  const more = "fd77::9";
  machines.address(machines.host, "add", more);
  await sharing.sharedAt(v4, v6, more);
  await comesBack("an address came", hanna, bob);
  machines.address(machines.host, "delete", v6);
  await sharing.sharedAt(v4, more);
  await comesBack("an address went", hanna, bob);
});

test("the guest moves to another network", async ({ machines, sharing, meeting, open }) => {
  const { hanna, bob } = await inCall({ machines, sharing, meeting, open }, linkAt(v4, meeting));
  machines.guest.ip("link", "set", TwoMachines.plug, "down");
  machines.guest.ip("address", "flush", "dev", TwoMachines.plug);
  for (const address of Object.values(TwoMachines.guest)) {
    machines.address(machines.guest, "add", `${address}2`);
  }
  machines.guest.ip("link", "set", TwoMachines.plug, "up");
  await comesBack("the guest's address changed", hanna, bob);
});

test("the cable is out for five seconds", async ({ machines, sharing, meeting, open }) => {
  const { hanna, bob } = await inCall({ machines, sharing, meeting, open }, linkAt(v4, meeting));
  machines.host.ip("link", "set", TwoMachines.plug, "down");
  await bob.page.waitForTimeout(5_000);
  machines.host.ip("link", "set", TwoMachines.plug, "up");
  // The kernel forgets addresses of version 6 with the cable; whoever gave it gives it again.
  machines.address(machines.host, "add", v6);
  await comesBack("the cable was out", hanna, bob);
  await sharing.sharedAt(v4, v6);
});

test("a guest whose network is gone for good is out within 45 seconds, and the seat is free after 90", async ({
  machines,
  sharing,
  open,
}) => {
  test.setTimeout(180_000);
  const meeting = await sharing.house.create({ max_participants: 2 });
  await inCall({ machines, sharing, meeting, open }, linkAt(v4, meeting));
  const tries = () =>
    sharing.house.call("POST", `/meetings/${meeting.id}/join`, { user_name: "Carl" }).then(
      () => "admitted",
      (refused: Error) => refused.message,
    );
  expect(await tries()).toContain("409");

  machines.guest.ip("link", "set", TwoMachines.plug, "down");
  const since = performance.now();
  const seconds = () => Math.round((performance.now() - since) / 1_000);
  const inside = async () => (await sharing.house.people(meeting)).map(({ name }) => name);
  await expect.poll(inside, { timeout: 45_000 }).toEqual(["Hanna"]);
  const noticed = seconds();
  await expect.poll(tries, { timeout: 90_000 - noticed * 1_000 }).toBe("admitted");
  test.info().annotations.push({
    type: "the guest's network was gone",
    description: `noticed after ${noticed} s, the seat free after ${seconds()} s`,
  });
});
