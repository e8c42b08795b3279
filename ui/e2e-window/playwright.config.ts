import { defineConfig } from "@playwright/test";

/**
 * The real app, in its real window: WebKitWebDriver drives the webview (see webdriver.ts), Playwright
 * drives the guests and the call window and runs the tests.
 */
export default defineConfig({
  testDir: ".",
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [["list"], ["./closing-line.ts"]],
  outputDir: "../test-results/window",
});
