import { describe, expect, it } from "vitest";
import { commandOf, type Press, type Where } from "./keys.ts";

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  code: "",
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});
const free: Where = {
  typing: false,
  scrolling: false,
  pressable: false,
  singleKeys: true,
  mac: false,
};

describe("commandOf", () => {
  it("knows the two that work everywhere, while typing too", () => {
    const typing = { ...free, typing: true, singleKeys: false };
    expect(commandOf(press("d", { ctrlKey: true }), typing)).toBe("microphone");
    expect(commandOf(press("e", { ctrlKey: true }), typing)).toBe("camera");
    expect(commandOf(press("d", { metaKey: true }), { ...free, mac: true })).toBe("microphone");
  });

  it("leaves the browser's and the system's own combinations alone", () => {
    expect(commandOf(press("D", { ctrlKey: true, shiftKey: true }), free)).toBeNull();
    expect(commandOf(press("d", { ctrlKey: true }), { ...free, mac: true })).toBeNull();
    expect(commandOf(press("c", { ctrlKey: true }), free)).toBeNull();
    expect(commandOf(press("h", { altKey: true }), free)).toBeNull();
  });

  it.each([
    ["v", "talk"],
    ["h", "hand"],
    ["c", "chat"],
    ["p", "people"],
    ["?", "help"],
    [" ", "talk"],
    ["PageDown", "next_page"],
    ["PageUp", "previous_page"],
  ] as const)("%s does %s", (key, command) => {
    expect(commandOf(press(key), free)).toBe(command);
  });

  it("does nothing on single keys while somebody types", () => {
    for (const key of ["v", "h", "c", "p", "?", " ", "PageDown"]) {
      expect(commandOf(press(key), { ...free, typing: true })).toBeNull();
    }
  });

  it("does nothing on single keys for those who turned them off, but still turns pages", () => {
    const off = { ...free, singleKeys: false };
    expect(commandOf(press("v"), off)).toBeNull();
    expect(commandOf(press("?", { shiftKey: true }), off)).toBeNull();
    expect(commandOf(press("PageDown"), off)).toBe("next_page");
  });

  it("leaves the space bar to the button that has the focus", () => {
    expect(commandOf(press(" "), { ...free, pressable: true })).toBeNull();
    expect(commandOf(press("v"), { ...free, pressable: true })).toBe("talk");
  });

  it("finds the letter's place where the keyboard writes another script", () => {
    expect(commandOf(press("ر", { code: "KeyV" }), free)).toBe("talk");
    expect(commandOf(press("в", { code: "KeyD", ctrlKey: true }), free)).toBe("microphone");
    expect(commandOf(press("e", { code: "KeyD", ctrlKey: true }), free)).toBe("camera");
  });
});
