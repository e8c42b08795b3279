import { House } from "../house.ts";
import { ask } from "./ask.ts";
import { type Machine, TwoMachines } from "./machines.ts";
import { rows } from "./routes.ts";
import { documented, expect, linkAt, origin, ports, test } from "./test.ts";

const { v4, v6 } = TwoMachines.host;

test("from elsewhere only the guests' port and media answer", async ({ machines, sharing: _ }) => {
  test.slow(); // 131,070 connections
  for (const address of [v4, v6]) {
    expect(await machines.guest.run(openPorts, address), address).toEqual([
      ports.guests,
      ports.rtcTcp,
    ]);
  }
  // The others are there, for those on the computer itself: the scan was of something.
  for (const port of [ports.api, ports.signal]) {
    const there = { url: `http://127.0.0.1:${port}/` };
    expect((await ask(machines.host, there)).status, `port ${port}`).toBe(404);
  }
  // Closed UDP ports don't answer, so here it is the computer that is asked what it listens to.
  const listening = udp(machines.host).filter((socket) => !/^(127\.|\[::1\])/.test(socket));
  expect(listening.sort()).toEqual([`${v4}:${ports.rtcUdp}`, `[${v6}]:${ports.rtcUdp}`].sort());
});

test("where nothing is shared only media answers from elsewhere", async ({ machines }) => {
  test.slow();
  const house = await House.start(documented, machines.host);
  try {
    for (const address of [v4, v6]) {
      expect(await machines.guest.run(openPorts, address), address).toEqual([ports.rtcTcp]);
    }
  } finally {
    await house.stop();
  }
});

test("from elsewhere there are exactly the guests' routes", async ({
  machines,
  sharing,
  meeting,
}) => {
  const filled: Record<string, string> = { meeting_id: meeting.id, "*file": "index.html" };
  const answers = await Promise.all(
    rows().map(async ({ method, path, shared }) => {
      const concrete = path.replace(/\{([^}]+)\}/g, (_hole, name) => filled[name] ?? "1");
      const reply = await ask(machines.guest, {
        url: `${origin(v4)}${concrete}`,
        method,
        headers: { Origin: origin(v4) },
      });
      const there = !(reply.status === 404 && reply.headers["confab-code"] === "not_found");
      return { route: `${method} ${path}`, there, shared };
    }),
  );
  for (const { route, there, shared } of answers) expect(there, route).toBe(shared);
  expect(answers.filter(({ there }) => there).length).toBeGreaterThan(10);
  // Another website's page may not call them either.
  const foreign = await ask(machines.guest, {
    url: `${origin(v4)}/api/v1/meetings/${meeting.id}/join`,
    method: "POST",
    headers: { Origin: "https://example.com", "Content-Type": "application/json" },
    body: '{"user_name":"Eve"}',
  });
  expect(foreign.status).toBe(403);
  expect(await sharing.house.people(meeting)).toEqual([]);
});

test("plain http at a shared address is explained and leads on", async ({
  machines,
  sharing: _,
  meeting,
  open,
}) => {
  const plain = `${origin(v4, "http")}/meeting/${meeting.id}`;
  const reply = await ask(machines.guest, { url: plain, headers: { Host: "example.com:3000" } });
  expect(reply.headers["content-type"]).toContain("text/html");
  expect(reply.headers.location).toBeUndefined();
  expect(reply.text).not.toContain("example.com");

  const bob = await open(machines.guest, { trusting: true });
  await bob.visit(plain);
  const link = bob.page
    .getByRole("link")
    .filter({ hasText: /https|secure|open/i })
    .first();
  await expect(link).toHaveAttribute("href", linkAt(v4, meeting));
  await test.info().attach("plain http", {
    body: await bob.page.screenshot(),
    contentType: "image/png",
  });
  await link.click();
  await expect(bob.name).toBeVisible();
  expect(bob.page.url()).toBe(linkAt(v4, meeting));
});

test("a meeting that is not shared is not found from elsewhere, until it is", async ({
  machines,
  sharing,
  meeting,
  open,
}) => {
  await sharing.house.call("PATCH", "/sharing", { scope: "chosen" });
  const exists = async () => {
    const url = `${origin(v4)}/api/v1/meetings/${meeting.id}/exists`;
    return JSON.parse((await ask(machines.guest, { url })).text).exists;
  };
  expect(await exists()).toBe(false);
  const join = await ask(machines.guest, {
    url: `${origin(v4)}/api/v1/meetings/${meeting.id}/join`,
    method: "POST",
    headers: { Origin: origin(v4), "Content-Type": "application/json" },
    body: '{"user_name":"Bob"}',
  });
  expect([join.status, join.headers["confab-code"]]).toEqual([404, "meeting_not_found"]);
  const bob = await open(machines.guest, { trusting: true });
  await bob.visit(linkAt(v4, meeting));
  await expect(bob.heading("Meeting not found")).toBeVisible();
  const hanna = await open(machines.host);
  await hanna.visit(sharing.local(meeting));
  await expect(hanna.name).toBeVisible();

  await sharing.house.call("PATCH", `/meetings/${meeting.id}`, { shared: true });
  expect(await exists()).toBe(true);
  await bob.join(linkAt(v4, meeting), "Bob");
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

/** The addresses and ports at which a machine receives UDP. */
function udp(machine: Machine): string[] {
  return machine
    .read("ss", "-H", "-l", "-n", "-u")
    .split("\n")
    .filter(Boolean)
    .map((line) => line.split(/\s+/)[3] ?? "");
}
