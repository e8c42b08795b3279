/** Behind a reverse proxy with a name and a certificate of its own, as README tells it. */
import { Guest } from "../guest.ts";
import { House } from "../house.ts";
import { TwoMachines } from "./machines.ts";
import { path } from "./path.ts";
import { proxy } from "./proxy.ts";
import { documented, expect, ports, test } from "./test.ts";

const name = "meet.example.test";
const { v4 } = TwoMachines.host;

test("guests come through a reverse proxy that is named, and media goes past it", async ({
  machines,
}) => {
  await proxy(machines.host, machines.folder, { name, address: v4, to: ports.guests });
  for (const machine of [machines.host, machines.guest]) machine.names({ [name]: v4 });
  const house = await House.start(
    {
      ...documented,
      FRONTEND_URL: `https://${name}`,
      CONFAB_TRUSTED_PROXIES: "127.0.0.1",
    },
    machines.host,
  );
  const guests: Guest[] = [];
  const open = async () => {
    const guest = await Guest.open({ machine: machines.guest, trusting: true });
    guests.push(guest);
    return guest;
  };
  try {
    const meeting = await house.create({ title: "Design review" });
    expect(meeting.link).toBe(`https://${name}/meeting/${meeting.id}`);
    const ann = await open();
    const asked: string[] = [];
    ann.page.on("websocket", (socket) => asked.push(new URL(socket.url()).origin));
    await ann.join(meeting.link, "Ann");
    const bob = await open();
    await bob.join(meeting.link, "Bob");
    await ann.expectMoving(ann.tile("Bob"), "Ann sees Bob move");
    await bob.expectMoving(bob.tile("Ann"), "Bob sees Ann move");
    await ann.expectHearing();
    await bob.expectHearing();
    expect(new Set(asked)).toEqual(new Set([`wss://${name}`]));
    for (const { remote } of await path(ann)) {
      expect(Object.values(TwoMachines.host)).toContain(remote);
    }
    expect(ann.errors).toEqual([]);
    expect(bob.errors).toEqual([]);
  } finally {
    await Promise.all(guests.map((guest) => guest.close()));
    await house.stop();
  }
});
