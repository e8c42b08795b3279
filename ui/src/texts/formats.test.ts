import { expect, it } from "vitest";
import { bytes, date, list, number } from "./formats.ts";

it("lists as sentences do", () => {
  expect(list([])).toBe("");
  expect(list(["Ann"])).toBe("Ann");
  expect(list(["Ann", "Bob", "Cy"])).toBe("Ann, Bob and Cy");
});

it("says sizes in the unit that people would", () => {
  expect(bytes(0)).toBe("0 bytes");
  expect(bytes(1)).toBe("1 byte");
  expect(bytes(999)).toBe("999 bytes");
  expect(bytes(3_400_000)).toBe("3.4 MB");
  expect(bytes(10_000_000)).toBe("10 MB");
});

it("names the year only where it is another", () => {
  const now = new Date(2026, 5, 1);
  expect(date(new Date(2026, 2, 9), now)).not.toMatch(/2026/);
  expect(date(new Date(2025, 2, 9), now)).toMatch(/2025/);
  expect(number(12_345)).toBe("12,345");
});
