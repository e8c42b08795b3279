import { describe, expect, it, vi } from "vitest";
import { apiOf } from "../../platform/api.ts";
import { FakeHouse } from "../../platform/fake/house.ts";
import { MeetingsStore } from "./model/store.ts";
import { deedsOf } from "./useDeeds.ts";

interface Said {
  words: string;
  action?: { label: string; run: () => void };
  withdrawn: boolean;
}

async function open() {
  const house = new FakeHouse();
  const store = new MeetingsStore(apiOf(house));
  await house.watch(store.hear);
  await vi.waitFor(() => expect(store.state().all.loaded).toBe(true));
  const said: Said[] = [];
  const selected: (string | null)[] = [];
  const deeds = deedsOf(
    house,
    store,
    { sharing: () => house.sharing.told() },
    (id) => selected.push(id),
    (words, action) => {
      const one: Said = { words, action, withdrawn: false };
      said.push(one);
      return () => {
        one.withdrawn = true;
      };
    },
  );
  return { house, store, said, selected, deeds };
}

describe("New meeting", () => {
  it("selects the meeting, copies its link and says so with Undo", async () => {
    const { house, said, selected, deeds } = await open();
    await deeds.create();
    const [made] = house.meetings;
    expect(selected).toEqual([made?.meeting_id]);
    expect(house.copied).toEqual([`http://localhost:3000/meeting/${made?.meeting_id}`]);
    expect(said[0]?.words).toBe("New meeting made, link copied. Works on this computer only.");
    expect(said[0]?.action?.label).toBe("Undo");
  });

  it("is taken back by Undo", async () => {
    const { house, said, selected, deeds } = await open();
    await deeds.create();
    said[0]?.action?.run();
    await vi.waitFor(() => expect(house.meetings).toEqual([]));
    await vi.waitFor(() => expect(selected.at(-1)).toBeNull());
  });

  it("stays once somebody has joined: Undo is no longer offered and would not delete", async () => {
    const { house, said, deeds } = await open();
    await deeds.create();
    house.enter(house.meetings[0]?.meeting_id ?? "", { name: "Ann" });
    expect(said[0]?.withdrawn).toBe(true);
    expect(deeds.undo()).toBe(false);
    said[0]?.action?.run();
    await vi.waitFor(() => expect(said.at(-1)?.words).toMatch(/joined already/));
    expect(house.meetings).toHaveLength(1);
  });

  it("offers Undo for the last meeting alone", async () => {
    const { house, said, deeds } = await open();
    await deeds.create();
    await deeds.create();
    expect(said.map((one) => one.withdrawn)).toEqual([true, false]);
    expect(deeds.undo()).toBe(true);
    expect(deeds.undo()).toBe(false);
    await vi.waitFor(() => expect(house.meetings).toHaveLength(1));
  });

  it("does not claim a copied link when the clipboard refuses", async () => {
    const { house, said, deeds } = await open();
    house.clipboardBroken = true;
    await deeds.create();
    expect(said[0]?.words).toMatch(/could not be copied/);
    expect(said[0]?.action?.label).toBe("Undo");
  });

  it("says why it failed", async () => {
    const { house, said, selected, deeds } = await open();
    house.refusal = { method: "POST", status: 500, detail: "Failed to create meeting: no answer" };
    await deeds.create();
    expect(said.map((one) => one.words)).toEqual(["Failed to create meeting: no answer"]);
    expect(selected).toEqual([]);
  });
});

describe("Join", () => {
  const words = (said: Said[]) => said.map((one) => one.words);

  it("says that the call is being opened until it is", async () => {
    const { house, said, deeds } = await open();
    let release = () => {};
    house.gate = new Promise((opened) => {
      release = opened;
    });
    const joining = deeds.join(house.add({ meeting_id: "a" }));
    expect(said).toMatchObject([{ words: "Opening the call…", withdrawn: false }]);
    release();
    await joining;
    expect(said).toMatchObject([{ words: "Opening the call…", withdrawn: true }]);
  });

  it("pressed twice opens one call", async () => {
    const { house, said, deeds } = await open();
    const meeting = house.add({ meeting_id: "a" });
    await Promise.all([deeds.join(meeting), deeds.join(meeting)]);
    expect(house.joins).toEqual([false]);
    expect(words(said)).toEqual(["Opening the call…"]);
    await deeds.join(meeting);
    expect(house.joins, "later it is asked again").toEqual([false, false]);
  });

  it("says so when the call opens in the browser", async () => {
    const { house, said, deeds } = await open();
    house.opened = { opened: "browser", browser: null, instead_of: null };
    await deeds.join(house.add({ meeting_id: "a" }));
    expect(words(said).slice(1)).toEqual(["The call opens in your browser."]);
  });

  it("says which browser did not start, and where the call is instead", async () => {
    const { house, said, deeds } = await open();
    const meeting = house.add({ meeting_id: "a" });
    house.opened = { opened: "browser", browser: "Firefox", instead_of: "Chromium" };
    await deeds.join(meeting);
    house.opened = { opened: "browser", browser: null, instead_of: "Chromium" };
    await deeds.join(meeting);
    expect([words(said)[1], words(said)[3]]).toEqual([
      "Chromium did not start. The call was opened in Firefox.",
      "Chromium did not start. The call was opened in your default browser.",
    ]);
  });

  it("offers to move a call that is open where it can't be raised", async () => {
    const { house, said, deeds } = await open();
    house.opened = { opened: "already_open", browser: null, instead_of: null };
    await deeds.join(house.add({ meeting_id: "a" }));
    expect(said.at(-1)?.action?.label).toBe("Move it to a new window");
    expect(house.joins).toEqual([false]);
    said.at(-1)?.action?.run();
    await vi.waitFor(() => expect(house.joins).toEqual([false, true]));
  });

  it("passes on the sentence of a shell that could not open it", async () => {
    const { house, said, deeds } = await open();
    house.join = async () =>
      Promise.reject("No browser was found. Install one, then press Join again.");
    await deeds.join(house.add({ meeting_id: "a" }));
    expect(words(said).slice(1)).toEqual([
      "No browser was found. Install one, then press Join again.",
    ]);
    expect(said[0]?.withdrawn).toBe(true);
  });
});

describe("a title", () => {
  it("of blanks is no title", async () => {
    const { house, deeds } = await open();
    await deeds.rename(house.add({ meeting_id: "a", title: "Old" }), "   ");
    expect(house.meetings[0]?.title).toBeNull();
  });
});
