import { defineConfig } from "@playwright/test";

/** Guests on another machine than the host's: two network namespaces, made by each test (machines.ts). */
export default defineConfig({
  testDir: ".",
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  outputDir: "../../test-results/elsewhere",
});
