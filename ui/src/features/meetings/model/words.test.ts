import { describe, expect, it } from "vitest";
import type { Person, Server } from "../../../api/types.ts";
import { readyHouse } from "../../../platform/fake/house.ts";
import type { House } from "../../../platform/types.ts";
import { day, deletion, names, tellDoor, tellStrip, whyNoLinks, whyNoMeeting } from "./words.ts";

const ready: Server = { state: "ready", detail: null };
const away: Server = { state: "away", detail: "The server stopped." };
const starting: House = {
  phase: "starting",
  step: "Starting the LiveKit server.",
  problem: null,
  server: null,
  doors: [],
  can_share_links: false,
};
const withDoor = (door: "guest" | "local", can_share_links: boolean): House => ({
  ...readyHouse,
  can_share_links,
  doors: readyHouse.doors.map((one) =>
    one.door === door
      ? { ...one, state: "failed" as const, detail: `The ${door} port is taken.` }
      : one,
  ),
});

describe("the strip", () => {
  it("says for whom links work when all is well", () => {
    expect(tellStrip(readyHouse, ready, null)).toEqual({
      tone: "ready",
      words: "Server ready · links work on this computer",
      hint: null,
    });
  });

  it("says what is being waited for", () => {
    expect(tellStrip(null, null, null).words).toBe("Starting the meeting server…");
    expect(tellStrip(starting, null, null).words).toBe("Starting the LiveKit server…");
    expect(tellStrip(readyHouse, away, null).words).toMatch(/away, coming back/);
  });

  it("never says ready while a door is shut", () => {
    expect(tellStrip(withDoor("guest", false), ready, null)).toMatchObject({
      tone: "trouble",
      words: "Links don’t work yet",
    });
    expect(tellStrip(withDoor("local", true), ready, null)).toMatchObject({
      tone: "attention",
      words: "Links work on this computer · your own programs can’t reach Confab",
    });
  });

  it("does not mind a guest door elsewhere, nor a signal door that is not needed", () => {
    const external: House = {
      ...readyHouse,
      doors: readyHouse.doors.map((door) =>
        door.door === "signal" ? { ...door, state: "closed" as const, url: null } : door,
      ),
    };
    expect(tellStrip(external, ready, null).tone).toBe("ready");
  });
});

describe("a link", () => {
  it("is not handed out while the guest port is somebody else's, and the reason is given", () => {
    expect(whyNoLinks(withDoor("guest", false))).toBe("The guest port is taken.");
    expect(whyNoLinks(starting)).toBe("Confab is still starting.");
    expect(whyNoLinks(readyHouse)).toBeNull();
  });

  it("can be copied while the server is away, but no meeting can be made", () => {
    expect(whyNoLinks(readyHouse)).toBeNull();
    expect(whyNoMeeting(readyHouse, away)).toMatch(/comes back by itself/);
    expect(whyNoMeeting(readyHouse, ready)).toBeNull();
  });
});

describe("a door that failed", () => {
  it("says what to do", () => {
    const [guest] = withDoor("guest", false).doors;
    if (!guest) throw new Error("the house has no guest door");
    expect(tellDoor(guest)).toMatchObject({
      state: "Not open",
      detail: "The guest port is taken.",
    });
    expect(tellDoor(guest).remedy).toMatch(/another port for the guest page/);
  });
});

describe("people", () => {
  it("are counted before a deletion", () => {
    expect(deletion(0)).toMatch(/^Nobody is inside\./);
    expect(deletion(1)).toMatch(/^1 person is inside and will be disconnected\./);
    expect(deletion(3)).toMatch(/^3 people are inside and will be disconnected\./);
  });

  it("are named as far as a row goes", () => {
    const crowd = Array.from({ length: 11 }, (_, at) => ({ name: `P${at}` }) as Person);
    expect(names(crowd)).toBe("P0, P1, P2, P3, P4, P5, P6, P7 and 3 more");
  });
});

describe("a day", () => {
  const now = new Date(2026, 2, 10, 9, 0);
  it("is told as people tell it", () => {
    expect(day(new Date(2026, 2, 10, 0, 1), now)).toBe("today");
    expect(day(new Date(2026, 2, 9, 23, 59), now)).toBe("yesterday");
    expect(day(new Date(2025, 2, 9), now)).toMatch(/2025/);
  });
});
