import { describe, expect, it } from "vitest";
import { parsePrefs, usual } from "./prefs.ts";

describe("parsePrefs", () => {
  it("keeps what it knows and leaves out the rest", () => {
    const text = JSON.stringify({ layout: "speaker", corner: "middle", singleKeys: "no", more: 1 });
    expect(parsePrefs(text)).toEqual({ ...usual, layout: "speaker" });
  });

  it.each([null, "", "{", "null", "[]", '"x"'])("survives %j", (text) => {
    expect(parsePrefs(text)).toEqual(usual);
  });
});
