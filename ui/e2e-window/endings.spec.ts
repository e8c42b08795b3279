import { Bare, gone } from "./app.ts";
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
