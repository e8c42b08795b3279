import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { keyIn } from "../../guest/place.ts";
import { fakeKey } from "../../platform/fake/house.ts";
import { unlock as unlockWith } from "./unlock.ts";

const unlock = (meeting: string, check: string, hash: string) =>
  unlockWith(meeting, check, async () => keyIn(hash));

const meeting = "abc-defg-hij";
const check = "-KLCH9majrw";

beforeEach(() => void vi.stubGlobal("RTCRtpScriptTransform", class {}));
afterEach(() => void vi.unstubAllGlobals());

it("the whole link opens its meeting, whatever else stands in the fragment", async () => {
  for (const hash of [`#k=${fakeKey}`, `#x=1&k=${fakeKey}`]) {
    expect(await unlock(meeting, check, hash)).toHaveProperty("keys");
  }
});

it("a missing, cut or other key is told apart", async () => {
  const other = `B${fakeKey.slice(1)}`;
  for (const hash of ["", "#", "#k=", "#host=code", "k=x"]) {
    expect(await unlock(meeting, check, hash)).toEqual({ problem: "missing" });
  }
  for (const hash of [`#k=${fakeKey.slice(0, 40)}`, "#k=!!", `#k=${other}`]) {
    expect(await unlock(meeting, check, hash)).toEqual({ problem: "wrong" });
  }
  const elsewhere = await unlock("xyz-defg-hij", check, `#k=${fakeKey}`);
  expect(elsewhere).toEqual({ problem: "wrong" });
});

it("where the app has lost the key, any whole one is tried", async () => {
  expect(await unlock(meeting, "lost", `#k=B${fakeKey.slice(1)}`)).toHaveProperty("keys");
  expect(await unlock(meeting, "lost", "#k=short")).toEqual({ problem: "wrong" });
});

it("a page or browser that can't encrypt says so first", async () => {
  vi.stubGlobal("RTCRtpScriptTransform", undefined);
  Reflect.deleteProperty(globalThis, "RTCRtpScriptTransform");
  expect(await unlock(meeting, check, `#k=${fakeKey}`)).toEqual({ problem: "unsupported" });
  const findKey = vi.fn(async () => fakeKey);
  expect(await unlockWith(meeting, check, findKey)).toEqual({ problem: "unsupported" });
  vi.stubGlobal("crypto", {});
  expect(await unlockWith(meeting, check, findKey)).toEqual({ problem: "insecure" });
  expect(findKey, "a host's code is left for a browser that can").not.toHaveBeenCalled();
});
