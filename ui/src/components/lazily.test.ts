import { expect, it } from "vitest";
import { insist } from "./lazily.ts";

it("insists on what fails to load, and waits longer each time", async () => {
  const pauses: number[] = [];
  let tries = 0;
  const loaded = await insist(
    async () => {
      tries += 1;
      if (tries < 8) throw new TypeError("Failed to fetch dynamically imported module");
      return "the panel";
    },
    async (milliseconds) => {
      pauses.push(milliseconds);
    },
  );
  expect(loaded).toBe("the panel");
  expect(pauses).toEqual([300, 600, 1_200, 2_400, 4_800, 5_000, 5_000]);
});
