import { House } from "../house.ts";
import { TwoMachines } from "./machines.ts";
import { documented, expect, ports, test } from "./test.ts";

const { v4, v6 } = TwoMachines.host;

test("where nothing is shared only media answers from elsewhere", async ({ machines }) => {
  const house = await House.start(documented, machines.host);
  try {
    for (const address of [v4, v6]) {
      expect(await machines.guest.run(openPorts, address), address).toEqual([ports.rtcTcp]);
    }
  } finally {
    await house.stop();
  }
});

/** Which of all TCP ports take a connection. Stands alone: it runs on the machine. */
async function openPorts(host: string): Promise<number[]> {
  const net = process.getBuiltinModule("node:net");
  const open: number[] = [];
  let next = 1;
  const walk = async () => {
    while (next <= 65_535) {
      const port = next++;
      const there = await new Promise<boolean>((done) => {
        const socket = net.connect({ host, port });
        socket.once("connect", () => {
          socket.resetAndDestroy();
          done(true);
        });
        socket.once("error", () => done(false));
      });
      if (there) open.push(port);
    }
  };
  await Promise.all(Array.from({ length: 200 }, walk));
  return open.sort((a, b) => a - b);
}
