import { describe, expect, it } from "vitest";
import { levelOf, Voice } from "./voice.ts";

const hears = (levels: readonly number[]) => {
  const voice = new Voice();
  return levels.map((level) => voice.hear(level)).includes(true);
};
const times = (count: number, ...levels: number[]) => Array(count).fill(levels).flat() as number[];

describe("Voice", () => {
  it("hears somebody who talks for half a second", () => {
    expect(hears([...times(20, -62), ...times(8, -30)])).toBe(true);
  });
  it("hears syllables with pauses between them", () => {
    expect(hears([...times(20, -62), ...times(8, -28, -32, -48)])).toBe(true);
  });
  it("takes a key, a door and a quiet room for nothing", () => {
    expect(hears(times(10, -60, -60, -60, -25, -60))).toBe(false);
    expect(hears(times(100, -65))).toBe(false);
  });
  it("takes a fan for nothing", () => {
    expect(hears(times(100, -44))).toBe(false);
  });
});

describe("levelOf", () => {
  it("measures in decibels under full scale", () => {
    expect(levelOf(new Float32Array([1, -1, 1, -1]))).toBeCloseTo(0);
    expect(levelOf(new Float32Array([0.1, -0.1]))).toBeCloseTo(-20);
    expect(levelOf(new Float32Array(4))).toBeLessThan(-100);
  });
});
