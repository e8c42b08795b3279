/** Closing the real window, with and without participants inside. */
import { setTimeout as pause } from "node:timers/promises";
import { gone } from "./app.ts";
import { alive } from "./processes.ts";
import { expect, picture, test } from "./test.ts";

const question = {
  role: "alertdialog",
  name: /^1 person is in “[a-z]{3}-[a-z]{4}-[a-z]{3}”$/,
} as const;

test("with no one inside the window closes at once, and Confab with it", async ({
  display,
  start,
}) => {
  const app = await start();
  await app.newMeeting();
  await display.closeWindowOf(app.pid);
  await gone(app.pid, 12_000);
});

test("with a guest inside it asks: Cancel, Keep running, End for everyone", async ({
  display,
  start,
  guest,
}) => {
  const app = await start();
  const { window } = app;
  await app.newMeeting();
  const gina = await guest();
  await gina.join(await display.clipboard(), "Gina");
  await window.find({ role: "listitem", name: /Gina/ });

  await test.step("Cancel leaves all as it is, also after a double click", async () => {
    await display.closeWindowOf(app.pid);
    await display.closeWindowOf(app.pid);
    const asked = await window.find(question);
    await window.screenshot(picture("window-close"));
    await window.click({ role: "button", name: "Cancel", within: asked });
    await window.gone(question);
    await gina.expectMoving(gina.tile("Gina"));
  });

  await test.step("Keep running keeps the meeting", async () => {
    await display.closeWindowOf(app.pid);
    const asked = await window.find(question);
    await window.click({ role: "button", name: "Keep running", within: asked });
    await window.gone(question);
    expect(alive(app.pid)).toBe(true);
    await gina.expectMoving(gina.tile("Gina"));
  });

  await test.step("End for everyone says so to the guest, and ends Confab", async () => {
    await display.closeWindowOf(app.pid);
    const asked = await window.find(question);
    await window.click({ role: "button", name: "End for everyone", within: asked });
    await expect(gina.heading("The meeting has ended")).toBeVisible();
    await gone(app.pid, 12_000);
  });
});

test("a page that hangs can't keep the window open, and one close alone ends nothing", async ({
  display,
  start,
  guest,
}) => {
  const app = await start();
  await app.newMeeting();
  const gina = await guest();
  await gina.join(await display.clipboard(), "Gina");
  await app.window.find({ role: "listitem", name: /Gina/ });
  // Not waited for: with the page the answer hangs.
  void app.window.script("for (;;);").catch(() => undefined);
  await display.closeWindowOf(app.pid);
  await gina.expectMoving(gina.tile("Gina"));
  expect(alive(app.pid)).toBe(true);
  // As somebody does whose window does not react.
  while (alive(app.pid) && (await display.closeWindowOf(app.pid)) > 0) await pause(500);
  await expect(gina.heading("The meeting has ended")).toBeVisible();
  await gone(app.pid, 12_000);
});

test("SIGTERM ends without asking, also with a guest inside", async ({ display, start, guest }) => {
  const app = await start();
  await app.newMeeting();
  const gina = await guest();
  await gina.join(await display.clipboard(), "Gina");
  await app.window.find({ role: "listitem", name: /Gina/ });
  process.kill(app.pid, "SIGTERM");
  await expect(gina.heading("The meeting has ended")).toBeVisible();
  await gone(app.pid, 12_000);
});
