import { describe, expect, it } from "vitest";
import type { Sharing } from "../../../api/types.ts";
import { FakeHouse } from "../../../platform/fake/house.ts";
import { addressWords, reachOf, reachWords, whyHere } from "./words.ts";

function told(prepare: (sharing: FakeHouse["sharing"]) => void = () => {}): Sharing {
  const { sharing } = new FakeHouse();
  sharing.on = true;
  prepare(sharing);
  return sharing.told();
}

describe("for whom a link works", () => {
  it.each([
    ["http://localhost:3000/meeting/a", "computer"],
    ["http://127.0.0.1:3000/meeting/a", "computer"],
    ["http://[::1]:3000/meeting/a", "computer"],
    ["https://192.168.1.7:3000/meeting/a", "network"],
    ["https://[fd00:20::1f3a:9cff:fe21:4]:3000/meeting/a", "network"],
    ["https://meet.example.org/meeting/a", "front_end"],
    ["http://192.168.1.7:5173/meeting/a", "front_end"],
  ] as const)("%s: %s", (link, reach) => {
    expect(reachOf(link, told())).toBe(reach);
  });

  it("is said", () => {
    expect(reachWords("https://meet.example.org/meeting/a", null)).toBe(
      "Works wherever meet.example.org can be reached.",
    );
  });
});

describe("why a link stays here", () => {
  const meeting = (shared: boolean) => new FakeHouse().add({ meeting_id: "a", shared });

  it("is said while something is shared", () => {
    expect(whyHere(meeting(true), told())).toBeNull();
    expect(whyHere(meeting(true), { ...told(), state: "off" })).toBeNull();
    const chosen = told((sharing) => {
      sharing.scope = "chosen";
    });
    expect(whyHere(meeting(false), chosen)).toBe("This meeting is not shared.");
    expect(whyHere(meeting(true), chosen)).toBeNull();
    const alone = told((sharing) => {
      sharing.network = [];
    });
    expect(whyHere(meeting(true), alone)).toMatch(/on no network/);
    const failed = told((sharing) => {
      sharing.failure = "The certificate ended.";
    });
    expect(whyHere(meeting(true), failed)).toBe("The certificate ended.");
  });
});

describe("an address", () => {
  it("says how it is, and why where it is not open", () => {
    const sharing = told((one) => one.broken.set("10.20.0.4", "Port 3000 is taken there."));
    expect(sharing.addresses.map((one) => addressWords(one, sharing))).toEqual([
      "Open. Links begin with it.",
      "Port 3000 is taken there.",
      "Open.",
      "Left out: only computers in that VPN reach it.",
      "Left out: only programs on this computer reach it.",
    ]);
  });
});
