import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { freePort, type Home, serve } from "./app.ts";
import { expect, picture, test } from "./test.ts";
import { within } from "./within.ts";

async function squatter(): Promise<{ port: number; leave: () => Promise<void> }> {
  const server = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    port,
    leave: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

test("a taken API port is said, and the window works on", async ({ display, start }) => {
  const other = await squatter();
  const app = await start({ CONFAB_API_PORT: `${other.port}` });
  const { window } = app;
  const status = await window.find({
    role: "status",
    name: new RegExp(`${other.port}|API|program`),
  });
  expect(await window.text(status)).not.toBe("");
  await app.newMeeting();
  expect(await display.clipboard()).toContain("/meeting/");
  await window.screenshot(picture("window-api-port-taken"));
  await other.leave();
});

test("a taken guest port hands out no link, and Try again cures it", async ({ start }) => {
  const other = await squatter();
  const app = await start({ CONFAB_GUEST_PORT: `${other.port}` });
  const { window } = app;
  await app.empty();
  const strip = await window.find({ role: "status", name: /Links don’t work/ });
  expect(await window.script<string>("return document.body.textContent")).toContain(
    `${other.port}`,
  );
  await window.screenshot(picture("window-guest-port-taken"));
  await other.leave();
  await window.click({ role: "button", name: /Links don’t work/, within: strip });
  const panel = await window.find({ role: "dialog" });
  expect(await window.text(panel)).toContain("CONFAB_GUEST_PORT");
  await window.click({ role: "button", name: "Try again", within: panel });
  await window.find({ role: "status", name: /links work/ });
});

test("a data directory that confab-serve uses is a sentence", async ({ home, start }) => {
  const other = spawn(serve, [], {
    stdio: ["ignore", "pipe", "ignore"],
    env: home.environment(),
  });
  await within(30_000, "confab-serve", once(other.stdout, "data"));
  const { window } = await start();
  await window.find({ role: "heading", name: "Confab could not start" });
  const body = await window.script<string>("return document.body.textContent");
  expect(body).toContain("CONFAB_DATA_DIR");
  expect(body).toContain(`process ${other.pid}`);
  await window.screenshot(picture("window-data-in-use"));
  other.kill("SIGTERM");
  await within(15_000, "ending confab-serve", once(other, "exit"));
});

/** A database of one page, as far as its header: a version that is not there yet. */
function newerDatabase(): Buffer {
  const page = Buffer.alloc(4096);
  page.write("SQLite format 3\0");
  page.writeUInt16BE(page.length, 16);
  page.writeUInt32BE(999, 60);
  return page;
}

const unusable: {
  what: string;
  make: (home: Home) => void;
  data?: string;
  says: RegExp;
  cure?: (home: Home) => void;
}[] = [
  {
    what: "a file in the place of the data directory",
    make: (home) => writeFileSync(home.data, ""),
    says: /a file stands in its place.*CONFAB_DATA_DIR/,
    cure: (home) => rmSync(home.data),
  },
  {
    what: "a data directory that can't be made",
    make: () => {},
    // Here no one may make a folder, not even root.
    data: "/sys/kernel/confab",
    says: /\/sys\/kernel\/confab can't be written.*CONFAB_DATA_DIR/,
  },
  {
    what: "a damaged database",
    make: (home) => {
      mkdirSync(home.data);
      writeFileSync(join(home.data, "confab.db"), "no database");
    },
    says: /is damaged.*Nothing was changed/,
    cure: (home) => rmSync(join(home.data, "confab.db")),
  },
  {
    what: "the database of a newer Confab",
    make: (home) => {
      mkdirSync(home.data);
      writeFileSync(join(home.data, "confab.db"), newerDatabase());
    },
    says: /was written by a newer Confab.*Nothing was changed/,
  },
];

for (const { what, make, data, says, cure } of unusable) {
  test(`${what} is a window that says so, and not a program that ends`, async ({ home, start }) => {
    make(home);
    const app = await start(data ? { CONFAB_DATA_DIR: data } : {});
    const { window } = app;
    await window.find({ role: "heading", name: "Confab could not start" });
    const words = () => window.script<string>("return document.body.textContent");
    expect(await words()).toMatch(says);
    await window.screenshot(picture(`window-${what.replaceAll(/\W+/g, "-")}`));
    await window.click({ role: "button", name: "Try again" });
    if (cure) {
      await window.find({ role: "heading", name: "Confab could not start" });
      expect(await words(), "tried in vain").toMatch(says);
      cure(home);
      await window.click({ role: "button", name: "Try again" });
      await app.newMeeting();
    } else {
      await window.find({ role: "heading", name: "Confab could not start" });
    }
  });
}

test("a log that can't be written keeps nothing from working", async ({ home, start }) => {
  mkdirSync(home.data);
  writeFileSync(join(home.data, "logs"), "a file in the place of the folder");
  const app = await start();
  await app.newMeeting();
});

test("settings are saved, and dark is dark", async ({ start }) => {
  const port = await freePort();
  const app = await start({ CONFAB_API_PORT: "", CONFAB_GUEST_PORT: "0" });
  const { window } = app;
  await window.click({ role: "button", name: "Settings" });
  const dialog = await window.find({ role: "dialog", name: "Settings" });
  await window.find({ role: "textbox", name: /^Your name/ });
  const shown = await window.text(dialog);
  expect(shown, "what comes from the environment is said").toContain("CONFAB_GUEST_PORT");
  await window.screenshot(picture("window-settings"));
  await window.fill({ role: "textbox", name: /^Your name/ }, "Hanna Host");
  await window.fill({ role: "textbox", name: /^API for programs/ }, `${port}`);
  await window.click({ role: "button", name: /Appearance|As the system/ });
  await window.click({ role: "option", name: "Dark" });
  await window.click({ role: "button", name: "Save" });
  await window.click({ role: "button", name: "Restart now" });
  await window.gone({ role: "dialog", name: "Settings" });
  await app.newMeeting();
  const health = await fetch(`http://localhost:${port}/healthz`);
  expect(health.status, "the API answers at the new port").toBe(200);
  await window.screenshot(picture("window-dark"));
});
