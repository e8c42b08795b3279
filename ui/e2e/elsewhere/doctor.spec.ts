/** The connection doctor of a guest on another machine, whose cable drops what it is told to. */
import type { Page } from "@playwright/test";
import { TwoMachines } from "./machines.ts";
import { expect, linkAt, ports, test } from "./test.ts";

const row = (page: Page, name: string) => page.locator(`[data-check="${name}"]`);

async function finds(page: Page, name: string, state: string, finding: string) {
  await expect(row(page, name)).toHaveAttribute("data-state", state, { timeout: 60_000 });
  await expect(row(page, name)).toHaveAttribute("data-finding", finding);
}

test("from elsewhere blocked UDP and then blocked TCP are named with their ports", async ({
  machines,
  meeting,
  open,
}) => {
  const bob = await open(machines.guest, { trusting: true });
  await bob.visit(linkAt(TwoMachines.host.v4, meeting));
  machines.guest.block("meta l4proto udp");
  await bob.button("Check my connection").click();
  await finds(bob.page, "tcp", "good", "carries");
  await finds(bob.page, "udp", "warning", "blocked");
  await expect(row(bob.page, "udp")).toContainText(`let UDP ${ports.rtcUdp} through`);
  await finds(bob.page, "signal", "good", "good");

  machines.guest.block(`tcp dport ${ports.rtcTcp}`);
  await expect(bob.button("Check again")).toHaveAttribute("aria-disabled", "false");
  await bob.button("Check again").click();
  await finds(bob.page, "udp", "good", "good");
  await finds(bob.page, "tcp", "warning", "blocked");
  await expect(row(bob.page, "tcp")).toContainText(`let TCP ${ports.rtcTcp} through`);
});

test("the host's check calls every shared address, certificate and all", async ({ sharing }) => {
  const { checks } = await sharing.house.call("POST", "/doctor/host");
  const addresses = checks.filter(({ check }: { check: string }) => check === "address");
  expect(addresses.map(({ finding }: { finding: string }) => finding)).toEqual(["good", "good"]);
  const [firewall] = checks.filter(({ check }: { check: string }) => check === "firewall");
  const commands = firewall.commands.map(({ command }: { command: string }) => command).join();
  for (const port of [ports.guests, ports.rtcTcp]) expect(commands).toContain(`${port}/tcp`);
  expect(commands).toContain(`${ports.rtcUdp}/udp`);
});
