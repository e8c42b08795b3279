import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { Bare, gone, program, serve } from "./app.ts";
import { alive, descendants, named } from "./processes.ts";
import { expect, test } from "./test.ts";
import { within } from "./within.ts";

for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
  test(`${signal} ends the app with 0, and its server with it`, async ({ home }) => {
    const app = await Bare.start(home);
    const engines = app.engines();
    expect(engines).toHaveLength(1);
    app.child.kill(signal);
    expect(await within(12_000, "ending", app.exit)).toBe(0);
    for (const engine of engines) await gone(engine, 2_000);
  });
}

test("a killed app leaves no server behind", async ({ home }) => {
  const app = await Bare.start(home);
  const engines = app.engines();
  expect(engines).toHaveLength(1);
  app.child.kill("SIGKILL");
  await within(5_000, "ending", app.exit);
  for (const engine of engines) await gone(engine, 2_000);
});

test("quitting ends the call window's browser too", async ({ home, start }) => {
  const app = await start();
  await app.newMeeting();
  const detail = await app.window.find({ role: "article" });
  await app.window.click({ role: "button", name: "Join", within: detail });
  await home.debuggingAddress();
  const browsers = named(descendants(app.pid), "chromium");
  expect(browsers.length).toBeGreaterThan(0);
  await app.stop();
  for (const browser of browsers) if (alive(browser)) await gone(browser, 3_000);
});

test("a second start hands over to the first and ends; another kind of program is refused", async ({
  home,
}) => {
  const app = await Bare.start(home);
  const engines = app.engines();
  const second = spawn(program, ["--whatever"], {
    stdio: ["ignore", "ignore", "pipe"],
    env: home.environment(),
  });
  const said = text(second.stderr);
  expect(await within(10_000, "the second start", once(second, "exit"))).toEqual([0, null]);
  expect(await said).toContain("running already");
  await expect.poll(() => app.said()).toContain("handed over");
  expect(app.engines()).toEqual(engines);
  const windowless = spawn(serve, [], {
    stdio: ["ignore", "ignore", "pipe"],
    env: home.environment(),
  });
  const refused = text(windowless.stderr);
  expect(await within(25_000, "confab-serve", once(windowless, "exit"))).toEqual([1, null]);
  expect(await refused).toContain(`process ${app.child.pid}`);
  app.child.kill("SIGTERM");
  expect(await within(12_000, "ending", app.exit)).toBe(0);
});
