import { describe, expect, it } from "vitest";
import { familyOf } from "./family.ts";
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
    expect(sentences("denied", "denied")).toHaveLength(2);
    expect(sentences("busy", "missing")).toHaveLength(2);
    expect(sentences(null, null)).toEqual([]);
  });

  it("says where the browser hides the switch, for each family of browsers", () => {
    const words = (["chromium", "firefox", "safari"] as const).map(
      (browser) => sentences("denied", null, browser).at(-1) ?? "",
    );
    expect(new Set(words).size).toBe(3);
    for (const sentence of words) expect(sentence).toMatch(/^To allow it/);
    expect(sentences("busy", "missing", "firefox").join()).not.toContain("To allow it");
  });

  it("knows the families by what they call themselves", () => {
    const like = "Mozilla/5.0 (X) AppleWebKit/537.36 (KHTML, like Gecko)";
    expect(familyOf(`${like} Chrome/130.0 Safari/537.36`)).toBe("chromium");
    expect(familyOf(`${like} Chrome/130.0 Safari/537.36 Edg/130.0`)).toBe("chromium");
    expect(familyOf(`${like} HeadlessChrome/130.0 Safari/537.36`)).toBe("chromium");
    expect(familyOf(`${like} Version/17.5 Safari/605.1.15`)).toBe("safari");
    expect(familyOf("Mozilla/5.0 (X11; rv:128.0) Gecko/20100101 Firefox/128.0")).toBe("firefox");
  });
});
