import { describe, expect, it } from "vitest";
import { asFailureCode, Failure, failureOf } from "./api.ts";
import { endingOf, endingWords, insideInWords, namesInWords, problemOf, wayBack } from "./words.ts";

describe("failures in words", () => {
  it("believes the code, then the status", () => {
    expect(failureOf(409, new Headers()).code).toBe("meeting_full");
    expect(failureOf(403, new Headers({ "Confab-Code": "meeting_locked" })).code).toBe(
      "meeting_locked",
    );
    expect(failureOf(404, new Headers()).code).toBe("meeting_not_found");
    expect(failureOf(422, new Headers()).code).toBe("bad_name");
    expect(failureOf(500, new Headers()).code).toBe("unknown");
    expect(failureOf(403, new Headers({ "Confab-Code": "bad_host_code" })).code).toBe(
      "bad_host_code",
    );
    expect(asFailureCode("constructor")).toBeNull();
  });

  it("says how long to wait", () => {
    const failure = failureOf(429, new Headers({ "Retry-After": "7" }));
    expect(problemOf(failure).sentence).toContain("7 seconds");
    expect(problemOf(failureOf(429, new Headers())).sentence).toContain("a moment");
  });

  it("ends the visit only where trying again makes no sense", () => {
    expect(endingOf(new Failure("meeting_not_found"))).toBe("not_found");
    expect(endingOf(new Failure("meeting_full"))).toBe("full");
    expect(endingOf(new Failure("removed_by_host"))).toBe("removed");
    expect(endingOf(new Failure("unreachable"))).toBeNull();
    expect(endingOf(new Failure("bad_name"))).toBeNull();
  });

  it("shows no way back after removal and deletion", () => {
    expect(endingWords("removed").again).toBeNull();
    expect(endingWords("ended").again).toBeNull();
    expect(endingWords("left").again).toBe("Rejoin");
    expect(endingWords("lost").again).toBe("Rejoin");
  });

  it("never shows a code", () => {
    for (const ending of Object.keys(wayBack) as (keyof typeof wayBack)[]) {
      const { heading, sentence } = endingWords(ending);
      expect(`${heading} ${sentence}`).not.toMatch(/_|\d{3}|error/i);
    }
  });
});

describe("who is inside", () => {
  it("reads like a sentence", () => {
    expect(insideInWords([])).toBe("Nobody is inside yet");
    expect(insideInWords(["Ann"])).toBe("Ann is inside");
    expect(insideInWords(["Ann", "Bob"])).toBe("Ann and Bob are inside");
    expect(insideInWords(["Ann", "Bob", "Cy"])).toBe("Ann, Bob and Cy are inside");
    expect(namesInWords(["Ann", "Bob", "Cy", "Di", "Ed"])).toBe("Ann, Bob and 3 others");
  });
});
