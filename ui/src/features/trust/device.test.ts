import { expect, it } from "vitest";
import { deviceOf } from "./device.ts";

it.each([
  ["ios", 5, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Safari/604.1"],
  ["ios", 5, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) CriOS/130.0 Safari/604.1"],
  ["ios", 5, "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.1 Safari/605.1.15"],
  ["mac", 0, "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.1 Safari/605.1.15"],
  ["android", 5, "Mozilla/5.0 (Linux; Android 15) Chrome/130.0 Mobile Safari/537.36"],
  ["windows", 10, "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0 Safari/537.36"],
  ["firefox", 0, "Mozilla/5.0 (Windows NT 10.0; rv:132.0) Gecko/20100101 Firefox/132.0"],
  ["other", 0, "Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0 Safari/537.36"],
] as const)("the way of %s is known (%i fingers)", (device, touches, userAgent) => {
  expect(deviceOf(userAgent, touches)).toBe(device);
});
