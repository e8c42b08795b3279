import { describe, expect, it } from "vitest";
import { problemOfError, sentence, sentences } from "./problems.ts";

const error = (name: string, message = "") => Object.assign(new Error(message), { name });

describe("why there is no camera", () => {
  it("understands what browsers throw", () => {
    expect(problemOfError(error("NotAllowedError", "Permission denied"))).toBe("denied");
    expect(problemOfError(error("NotAllowedError", "Permission denied by system"))).toBe(
      "denied_by_system",
    );
    expect(problemOfError(error("NotFoundError"))).toBe("missing");
    expect(problemOfError(error("OverconstrainedError"))).toBe("missing");
    expect(problemOfError(error("NotReadableError"))).toBe("busy");
    expect(problemOfError(undefined)).toBe("failed");
  });

  it("says what to do, for every trouble of every device", () => {
    const problems = [
      "insecure",
      "denied",
      "denied_by_system",
      "missing",
      "busy",
      "unplugged",
      "failed",
    ] as const;
    for (const problem of problems) {
      for (const kind of ["camera", "microphone"] as const) {
        const words = sentence(kind, problem);
        expect(words).toContain(kind);
        expect(words).not.toMatch(/Error|undefined|null/);
        expect(words.split(/[.;] /).length).toBeGreaterThan(1);
      }
    }
  });

  it("says it once where both have the same trouble", () => {
    expect(sentences("insecure", "insecure")).toHaveLength(1);
    expect(sentences("denied", "denied")).toHaveLength(1);
    expect(sentences("busy", "missing")).toHaveLength(2);
    expect(sentences(null, null)).toEqual([]);
  });
});
