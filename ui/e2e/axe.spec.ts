/** Every state of the guest page: usable by everybody, no sideways scrolling, and pictures of it all. */
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import { scrollsSideways, violations } from "./axe.ts";
import { expect, test } from "./test.ts";
import { walk } from "./walk.ts";

const sizes = {
  phone: { width: 360, height: 740 },
  wall: { width: 3840, height: 2160 },
  laptop: { width: 1280, height: 800 },
};

/** What some systems are set to. */
const wishes = [
  ["contrast", { contrast: "more", forcedColors: "none" }],
  ["forced", { forcedColors: "active", contrast: null }],
] as const;

/** Where continuous integration picks the pictures up. */
const folder = resolve(import.meta.dirname, "../../target/screenshots/guest");

async function pictures(page: Page, name: string): Promise<void> {
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    // Tiles are laid out once the observer of their place has told its size.
    await page.waitForTimeout(250);
    await page.screenshot({ path: resolve(folder, `${name}-${size}.png`) });
  }
}

for (const language of ["en", "ar"]) {
  test(`everybody can use every state of the guest page, in ${language}`, async ({
    house,
    open,
  }) => {
    test.setTimeout(600_000);
    mkdirSync(folder, { recursive: true });
    await walk(house, open, language, async ({ name, guest: { page } }) => {
      await expect(page.locator("html")).toHaveAttribute("dir", language === "ar" ? "rtl" : "ltr");
      for (const colorScheme of ["dark", "light"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        expect.soft(await violations(page), `${name}, ${colorScheme}`).toEqual([]);
      }
      const picture = `${name.replace(/\W+/g, "-")}-${language}`;
      if (language === "en") {
        await page.setViewportSize(sizes.laptop);
        for (const [what, media] of wishes) {
          await page.emulateMedia(media);
          // axe reads the page's own colours, not those that the system puts in their place.
          if (what === "contrast") {
            expect.soft(await violations(page), `${name}, ${what}`).toEqual([]);
          }
          await page.screenshot({ path: resolve(folder, `${picture}-${what}.png`) });
        }
        await page.emulateMedia({ forcedColors: null, contrast: null });
      }
      await page.setViewportSize({ width: 320, height: 640 });
      expect.soft(await scrollsSideways(page), `${name} scrolls sideways`).toBe(false);
      expect.soft(await violations(page), `${name}, 320 px`).toEqual([]);
      await pictures(page, picture);
    });
  });
}
