/** The fixtures: a house for all tests of a worker, a meeting and any number of guests for each. */
import { test as base } from "@playwright/test";
import { Guest, type GuestOptions } from "./guest.ts";
import { House, type Meeting } from "./house.ts";

interface Each {
  meeting: Meeting;
  open: (options?: GuestOptions) => Promise<Guest>;
}

export const test = base.extend<Each, { house: House }>({
  house: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      const house = await House.start();
      await use(house);
      await house.stop();
    },
    { scope: "worker" },
  ],
  meeting: async ({ house }, use) => {
    await use(await house.create({ title: "Design review" }));
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  open: async ({}, use, info) => {
    const guests: Guest[] = [];
    await use(async (options) => {
      const guest = await Guest.open(options);
      guests.push(guest);
      return guest;
    });
    if (info.status !== info.expectedStatus) {
      for (const [index, guest] of guests.entries()) {
        const body = await guest.page.screenshot().catch(() => null);
        if (body) await info.attach(`guest ${index + 1}`, { body, contentType: "image/png" });
      }
    }
    await Promise.all(guests.map((guest) => guest.close()));
  },
});

export { expect } from "@playwright/test";
