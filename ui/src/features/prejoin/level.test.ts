import { describe, expect, it } from "vitest";
import { Hush, loudness, patience } from "./level.ts";

const tone = (amplitude: number) =>
  Float32Array.from({ length: 1024 }, (_, index) => amplitude * Math.sin(index / 5));

describe("how loud it is", () => {
  it("runs from nothing to everything, as an ear hears it", () => {
    expect(loudness(new Float32Array(1024))).toBe(0);
    expect(loudness(tone(1))).toBeGreaterThan(0.95);
    expect(loudness(tone(0.01))).toBeGreaterThan(0.2);
    expect(loudness(tone(0.01))).toBeLessThan(0.4);
    expect(loudness(tone(0.1))).toBeGreaterThan(loudness(tone(0.05)));
  });
});

describe("silence", () => {
  it("is worth a word only when it lasts, and ends with the first sound", () => {
    const hush = new Hush();
    expect(hush.hear(0, 0)).toBe(false);
    expect(hush.hear(0, patience - 1)).toBe(false);
    expect(hush.hear(0, patience)).toBe(true);
    expect(hush.hear(0.5, patience + 100)).toBe(false);
    expect(hush.hear(0, patience + 200)).toBe(false);
    expect(hush.hear(0, 2 * patience + 200)).toBe(true);
  });
});
