import { describe, expect, it } from "vitest";
import { face, initials } from "./people.ts";

describe("faces of those without a picture", () => {
  it("takes the first letters of the first and the last word", () => {
    expect(initials("Ann Example")).toBe("AE");
    expect(initials("bob")).toBe("B");
    expect(initials("Cécile Dupont de la Tour")).toBe("CT");
  });

  it("takes whole signs, in any script", () => {
    expect(initials("👩‍🚀 Zoë")).toBe("👩‍🚀Z");
    expect(initials("李小龙")).toBe("李");
    expect(initials("   ")).toBe("?");
  });

  it("gives one person one colour", () => {
    expect(face("ann_12345678")).toBe(face("ann_12345678"));
    for (const identity of ["a", "b", "ann_1", "bob_2", ""]) {
      expect(face(identity)).toBeGreaterThanOrEqual(1);
      expect(face(identity)).toBeLessThanOrEqual(6);
    }
  });
});
