import { defineConfig } from "@playwright/test";

/**
 * Guests in real browsers against the real program. Every guest is a Chromium process of its own
 * (see e2e/guest.ts), so there is no shared browser to configure, and one worker is plenty.
 */
export default defineConfig({
  testDir: "e2e",
  testIgnore: "elsewhere/**",
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  outputDir: "test-results",
});
