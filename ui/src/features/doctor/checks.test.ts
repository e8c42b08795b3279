import { describe, expect, it } from "vitest";
import {
  judgeClock,
  judgeWays,
  type Passage,
  type Results,
  result,
  untouched,
  verdict,
} from "./checks.ts";

const well: Passage = { connect: 200, roundTrip: 4, speed: 3, loss: 0, busy: false };
const ports = { udp: 7882, tcp: 7881 };
const found = (ways: Parameters<typeof judgeWays>[0]) =>
  Object.fromEntries(
    Object.entries(judgeWays(ways, ports)).map(([name, { state, finding }]) => [
      name,
      `${state} ${finding}`,
    ]),
  );

describe("the ways that media takes", () => {
  it("are good where both get through", () => {
    expect(found({ udp: well, tcp: well, turn: undefined })).toEqual({
      udp: "good good",
      tcp: "good good",
      turn: "skipped none",
      speed: "good good",
    });
  });

  it("blocked UDP is a warning while TCP carries the calls, and names its port", () => {
    expect(found({ udp: null, tcp: well, turn: undefined })).toMatchObject({
      udp: "warning blocked",
      tcp: "good carries",
      speed: "good good",
    });
    expect(judgeWays({ udp: null, tcp: well, turn: undefined }, ports).udp.figures.port).toBe(7882);
  });

  it("blocked TCP is a warning while UDP gets through", () => {
    expect(found({ udp: well, tcp: null, turn: undefined })).toMatchObject({
      udp: "good good",
      tcp: "warning blocked",
    });
  });

  it("with everything blocked there is no call", () => {
    expect(found({ udp: null, tcp: null, turn: null })).toEqual({
      udp: "failed blocked",
      tcp: "failed blocked",
      turn: "failed blocked",
      speed: "skipped skipped",
    });
  });

  it("a relay saves the call where it is all that gets through", () => {
    expect(found({ udp: null, tcp: null, turn: well })).toMatchObject({
      udp: "warning blocked",
      tcp: "warning blocked",
      turn: "good good",
      speed: "good good",
    });
  });

  it("much loss, a long way and too little speed are told apart", () => {
    expect(found({ udp: { ...well, loss: 0.05 }, tcp: well, turn: undefined }).udp).toBe(
      "warning poor",
    );
    expect(found({ udp: { ...well, roundTrip: 400 }, tcp: well, turn: undefined }).udp).toBe(
      "warning poor",
    );
    expect(found({ udp: { ...well, speed: 0.4 }, tcp: well, turn: undefined }).speed).toBe(
      "warning slow",
    );
    expect(
      found({ udp: { ...well, speed: 0.4, busy: true }, tcp: well, turn: undefined }).speed,
    ).toBe("warning busy");
    expect(found({ udp: { ...well, speed: 0 }, tcp: null, turn: undefined }).udp).toBe(
      "failed nothing",
    );
  });
});

describe("the clock", () => {
  const at = 1_700_000_000_000;
  it.each([
    [0, "good good"],
    [9_000, "good good"],
    [30_000, "warning ahead"],
    [-30_000, "warning behind"],
    [3_600_000, "failed ahead"],
  ])("%d ms away from the host's is %s", (off, wanted) => {
    const { state, finding } = judgeClock(at, at + off - 50, at + off + 50);
    expect(`${state} ${finding}`).toBe(wanted);
  });

  it("a slow answer is not taken for a wrong clock", () => {
    expect(judgeClock(at, at - 20_000, at + 1_000).finding).toBe("good");
  });
});

it("the verdict waits for all and is the worst of them", () => {
  const all = (state: "good" | "skipped") =>
    Object.fromEntries(
      Object.keys(untouched()).map((name) => [name, result(state, "good")]),
    ) as unknown as Results;
  expect(verdict(untouched())).toBe("running");
  expect(verdict(all("good"))).toBe("good");
  expect(verdict({ ...all("good"), turn: result("skipped", "none") })).toBe("good");
  expect(verdict({ ...all("good"), udp: result("warning", "blocked") })).toBe("warning");
  expect(
    verdict({
      ...all("good"),
      udp: result("warning", "blocked"),
      api: result("failed", "refused"),
    }),
  ).toBe("failed");
});
