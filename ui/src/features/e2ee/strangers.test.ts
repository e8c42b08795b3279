import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Strangers } from "./strangers.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("forgives a single frame, notices a second one, and forgets after a quiet while", () => {
  const onChange = vi.fn();
  const strangers = new Strangers(onChange, () => Date.now());
  strangers.note("bob");
  expect(strangers.has("bob")).toBe(false);
  vi.advanceTimersByTime(1_500);
  strangers.note("bob");
  expect(strangers.has("bob")).toBe(true);
  expect(strangers.has("ann")).toBe(false);
  vi.advanceTimersByTime(60_000);
  strangers.note("bob");
  vi.advanceTimersByTime(60_000);
  expect(strangers.has("bob")).toBe(true);
  vi.advanceTimersByTime(20_000);
  expect(strangers.has("bob")).toBe(false);
  expect(onChange).toHaveBeenCalledTimes(2);
});

it("two frames that are far apart are two single frames", () => {
  const strangers = new Strangers(
    () => undefined,
    () => Date.now(),
  );
  strangers.note("bob");
  vi.advanceTimersByTime(30_000);
  strangers.note("bob");
  expect(strangers.has("bob")).toBe(false);
});
