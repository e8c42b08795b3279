import { expect, it } from "vitest";
import { firstGrapheme } from "./grapheme.ts";

it("keeps together what is read as one letter", () => {
  expect(firstGrapheme("Ann")).toBe("A");
  expect(firstGrapheme("🇩🇪 Kim")).toBe("🇩🇪");
  expect(firstGrapheme("👩‍👧 Family")).toBe("👩‍👧");
  expect(firstGrapheme("e\u0301va")).toBe("e\u0301");
  expect(firstGrapheme("")).toBe("");
});
