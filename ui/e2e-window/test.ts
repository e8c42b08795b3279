/** The fixtures: a display, and a home for the app that is taken down with it. */
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { test as base } from "@playwright/test";
import type { Machine } from "../e2e/elsewhere/machines.ts";
import { Guest, type GuestOptions } from "../e2e/guest.ts";
import { Driven, Home, type Variables } from "./app.ts";
import { Display } from "./display.ts";

const pictures = resolve(import.meta.dirname, "../../target/screenshots");

interface Each {
  home: Home;
  start: (variables?: Variables, machine?: Machine) => Promise<Driven>;
  guest: (options?: GuestOptions) => Promise<Guest>;
}

export const test = base.extend<Each, { display: Display }>({
  display: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      const display = await Display.open();
      await use(display);
      await display.close();
    },
    { scope: "worker" },
  ],
  home: async ({ display }, use) => {
    const home = new Home(display);
    await use(home);
    home.remove();
  },
  start: async ({ home }, use, info) => {
    const apps: Driven[] = [];
    await use(async (variables, machine) => {
      const app = await Driven.start(home, variables, machine);
      apps.push(app);
      return app;
    });
    for (const [index, app] of apps.entries()) {
      if (info.status !== info.expectedStatus) {
        await app.window.screenshot(info.outputPath(`window-${index + 1}.png`)).catch(() => {});
      }
      await app.stop();
    }
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  guest: async ({}, use) => {
    const guests: Guest[] = [];
    await use(async (options) => {
      const guest = await Guest.open(options);
      guests.push(guest);
      return guest;
    });
    await Promise.all(guests.map((guest) => guest.close()));
  },
});

/** Where pictures of the window are kept, to be looked at. */
export function picture(name: string): string {
  mkdirSync(pictures, { recursive: true });
  return join(pictures, `${name}.png`);
}

export { expect } from "@playwright/test";
