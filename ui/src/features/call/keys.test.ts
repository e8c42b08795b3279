import { describe, expect, it } from "vitest";
import { commandOf, moves, type Press, type Where, whereIs } from "./keys.ts";

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

  it("leaves the space bar to a button that was reached with the keyboard", () => {
    expect(commandOf(press(" "), { ...free, pressable: true })).toBeNull();
    expect(commandOf(press("v"), { ...free, pressable: true })).toBe("talk");
  });

  describe("where a key goes", () => {
    /** As much of an element as is asked for: what it is, and what it is in. */
    const on = (...selectors: string[]) =>
      ({
        closest: (list: string) =>
          selectors.some((one) => list.split(", ").includes(one)) ? {} : null,
      }) as unknown as EventTarget;

    it("talks on a button that the pointer pressed, and presses one that Tab led to", () => {
      expect(commandOf(press(" "), whereIs(on("button"), true, false))).toBe("talk");
      expect(commandOf(press(" "), whereIs(on("button"), true, true))).toBeNull();
      expect(commandOf(press(" "), whereIs(null, true, true))).toBe("talk");
    });

    it("does nothing of its own in a text field, a menu or a dialog, however they were reached", () => {
      for (const place of ["textarea", "select", "dialog", "[role=menu]"]) {
        for (const byKeyboard of [true, false]) {
          expect(commandOf(press(" "), whereIs(on(place), true, byKeyboard))).toBeNull();
          expect(commandOf(press("h"), whereIs(on(place), true, byKeyboard))).toBeNull();
        }
      }
    });

    it("knows which keys move the focus: arrows in a text field move its cursor", () => {
      expect(moves(press("Tab"), { typing: true })).toBe(true);
      expect(moves(press("ArrowRight"), { typing: false })).toBe(true);
      expect(moves(press("End"), { typing: false })).toBe(true);
      expect(moves(press("ArrowRight"), { typing: true })).toBe(false);
      expect(moves(press("Escape"), { typing: false })).toBe(false);
    });
  });

  it("finds the letter's place where the keyboard writes another script", () => {
    expect(commandOf(press("ر", { code: "KeyV" }), free)).toBe("talk");
    expect(commandOf(press("в", { code: "KeyD", ctrlKey: true }), free)).toBe("microphone");
    expect(commandOf(press("e", { code: "KeyD", ctrlKey: true }), free)).toBe("camera");
  });
});
