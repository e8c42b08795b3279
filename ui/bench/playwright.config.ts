import { defineConfig } from "@playwright/test";

/** Figures, not facts: one measurement at a time, each with browsers of its own. */
export default defineConfig({
  testDir: ".",
  testMatch: "*.bench.ts",
  workers: 1,
  fullyParallel: false,
  timeout: 20 * 60_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  outputDir: "../test-results/bench",
});
