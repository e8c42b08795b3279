import { TwoMachines } from "./machines.ts";
import { path } from "./path.ts";
import { expect, linkAt, test } from "./test.ts";

const udpBlocked = "meta l4proto udp";

for (const { name, families, family, blocked, protocol } of [
  { name: "", families: ["v4", "v6"], family: "v4", blocked: [], protocol: "udp" },
  {
    name: " with UDP blocked",
    families: ["v4", "v6"],
    family: "v4",
    blocked: [udpBlocked],
    protocol: "tcp",
  },
  { name: " over IPv6 alone", families: ["v6"], family: "v6", blocked: [], protocol: "udp" },
  {
    name: " over IPv6 alone with UDP blocked",
    families: ["v6"],
    family: "v6",
    blocked: [udpBlocked],
    protocol: "tcp",
  },
] as const) {
  test.describe(() => {
    test.use({ families: [...families] });

    test(`a guest on another machine and the host see and hear each other${name}`, async ({
      machines,
      sharing,
      meeting,
      open,
    }) => {
      const hanna = await open(machines.host);
      await hanna.join(sharing.local(meeting), "Hanna");
      machines.guest.block(...blocked);
      const bob = await open(machines.guest, { trusting: true });
      await bob.join(linkAt(TwoMachines.host[family], meeting), "Bob");
      await bob.expectMoving(bob.tile("Hanna"), "Bob sees Hanna move");
      await bob.expectHearing();
      await hanna.expectMoving(hanna.tile("Bob"), "Hanna sees Bob move");
      await hanna.expectHearing();
      expect(await bob.page.evaluate(() => isSecureContext)).toBe(true);
      for (const { protocol: used, remote } of await path(bob)) {
        expect(used).toBe(protocol);
        expect(Object.values(TwoMachines.host)).toContain(remote);
      }
      expect(bob.errors).toEqual([]);
      expect(hanna.errors).toEqual([]);
    });
  });
}
