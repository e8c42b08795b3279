import { describe, expect, it } from "vitest";
import { planTools, type ToolName } from "./tools.ts";

const all: ToolName[] = [
  "microphone",
  "camera",
  "devices",
  "share",
  "chat",
  "hand",
  "react",
  "people",
  "more",
  "leave",
];

describe("planTools", () => {
  it("writes a word under every button where there is room", () => {
    expect(planTools(all, 1200)).toEqual({ size: "words", folded: [] });
  });

  it("drops the words before it folds a button away", () => {
    expect(planTools(all, 600)).toEqual({ size: "discs", folded: [] });
  });

  it("folds the less used ones first", () => {
    expect(planTools(all, 520).folded).toEqual(["devices"]);
    expect(planTools(all, 460).folded).toEqual(["devices", "react"]);
  });

  it("keeps on the narrowest phone what must be reachable at once", () => {
    const { size, folded } = planTools(all, 304);
    expect(size).toBe("tiny");
    const left = all.filter((name) => !folded.includes(name));
    expect(left).toEqual(["microphone", "camera", "share", "chat", "hand", "more", "leave"]);
  });

  it("is as large as fingers like it where there is no screen to share", () => {
    const phone = all.filter((name) => name !== "share" && name !== "devices");
    expect(planTools(phone, 304).size).toBe("tight");
  });

  it("folds nothing that is not there", () => {
    expect(planTools(["microphone", "camera", "more", "leave"], 200).folded).toEqual([]);
  });
});
