import { describe, expect, it } from "vitest";
import {
  captureSize,
  choices,
  nameOfHost,
  parseChoices,
  remember,
  rememberHere,
} from "./memory.ts";

function fakeStorage(broken = false): Storage {
  const held = new Map<string, string>();
  return {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (broken) throw new Error("QuotaExceededError");
      held.set(key, value);
    },
  } as unknown as Storage;
}

describe("what is remembered", () => {
  it("starts with camera and microphone on and no name", () => {
    expect(choices(fakeStorage(), fakeStorage())).toMatchObject({
      name: "",
      camera: true,
      microphone: true,
    });
  });

  it("carries choices from one visit to the next", () => {
    const lasting = fakeStorage();
    remember({ name: "Ann", camera: false }, lasting, fakeStorage());
    expect(choices(lasting, fakeStorage())).toMatchObject({
      name: "Ann",
      camera: false,
      microphone: true,
    });
  });

  it("keeps what was switched in a call to this tab", () => {
    const lasting = fakeStorage();
    const thisTab = fakeStorage();
    rememberHere({ microphone: false }, thisTab, lasting);
    expect(choices(lasting, thisTab).microphone).toBe(false);
    expect(choices(lasting, fakeStorage()).microphone).toBe(true);
  });

  it("lets a later choice before joining win over an earlier one in the call", () => {
    const lasting = fakeStorage();
    const thisTab = fakeStorage();
    rememberHere({ microphone: false }, thisTab, lasting);
    remember({ microphone: true }, lasting, thisTab);
    expect(choices(lasting, thisTab).microphone).toBe(true);
  });

  it("survives damaged, foreign and missing storage", () => {
    expect(parseChoices("{")).toEqual({});
    expect(parseChoices("null")).toEqual({});
    expect(parseChoices('{"name": 3, "camera": "yes", "else": true}')).toEqual({});
    expect(choices(null, null).name).toBe("");
    expect(() => remember({ name: "Ann" }, fakeStorage(true), null)).not.toThrow();
  });
});

describe("captureSize", () => {
  it("is 720p unless something sound was asked for", () => {
    const storage = fakeStorage();
    expect(captureSize(storage)).toEqual({ width: 1280, height: 720, frameRate: 30 });
    storage.setItem("confab.capture", '{"width":320,"height":180,"frameRate":10}');
    expect(captureSize(storage)).toEqual({ width: 320, height: 180, frameRate: 10 });
    storage.setItem("confab.capture", '{"width":-1,"height":"big"}');
    expect(captureSize(storage)).toEqual({ width: 1280, height: 720, frameRate: 30 });
    storage.setItem("confab.capture", "nonsense");
    expect(captureSize(storage)).toEqual({ width: 1280, height: 720, frameRate: 30 });
  });
});

describe("a host who comes from the app", () => {
  it("is offered the account's name, and after that the one typed in its place", () => {
    const lasting = fakeStorage();
    expect(nameOfHost("root", lasting, fakeStorage())).toBe("root");
    remember({ name: "Robin" }, lasting, fakeStorage());
    expect(nameOfHost("root", lasting, fakeStorage())).toBe("Robin");
    expect(nameOfHost("Robin Weber", lasting, fakeStorage()), "changed in Settings").toBe(
      "Robin Weber",
    );
  });

  it("gets a preview unless the host chose to join at once", () => {
    const lasting = fakeStorage();
    nameOfHost("root", lasting, fakeStorage());
    expect(choices(lasting, fakeStorage()).atOnce).toBe(false);
  });

  it("finds camera and microphone as they were left, where there is no preview", () => {
    const lasting = fakeStorage();
    remember({ atOnce: true }, lasting, fakeStorage());
    rememberHere({ camera: false }, fakeStorage(), lasting);
    expect(choices(lasting, fakeStorage()).camera).toBe(false);
    remember({ atOnce: false }, lasting, fakeStorage());
    rememberHere({ microphone: false }, fakeStorage(), lasting);
    expect(choices(lasting, fakeStorage()).microphone).toBe(true);
  });
});
