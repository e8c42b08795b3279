import { describe, expect, it, vi } from "vitest";
import { apiOf } from "../../../platform/api.ts";
import { FakeHouse } from "../../../platform/fake/house.ts";
import { rowsOf } from "./rows.ts";
import { MeetingsStore } from "./store.ts";

async function open(house = new FakeHouse()) {
  const store = new MeetingsStore(apiOf(house));
  await house.watch(store.hear);
  await vi.waitFor(() => expect(store.state().all.loaded).toBe(true));
  return { house, store };
}

const seeded = (count: number) => {
  const house = new FakeHouse();
  for (let at = count; at > 0; at -= 1) house.add({ meeting_id: `m${at}`, title: `Meeting ${at}` });
  return house;
};

describe("the store", () => {
  it("asks for the list once a snapshot has come, and then for nothing", async () => {
    const { house } = await open(seeded(3));
    expect(house.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /api/v1/meetings?limit=50",
    ]);
  });

  it("turns pages until the end, and no further", async () => {
    const { house, store } = await open(seeded(120));
    await store.more();
    await store.more();
    await store.more();
    expect(store.state().all.ids).toHaveLength(120);
    expect(house.requests).toHaveLength(3);
  });

  it("lets the server search", async () => {
    const { house, store } = await open(seeded(120));
    await store.search(" Meeting 77 ");
    expect(house.requests.at(-1)?.path).toBe("/api/v1/meetings?limit=50&query=Meeting%2077");
    expect(rowsOf(store.state()).earlier.map((row) => row.meeting.meeting_id)).toEqual(["m77"]);
    await store.search("");
    expect(rowsOf(store.state()).earlier).toHaveLength(50);
  });

  it("makes a meeting that is there once, though event and answer both tell it", async () => {
    const { store } = await open();
    const made = await store.create();
    expect(store.state().all.ids).toEqual([made.meeting_id]);
  });

  it("learns of a live meeting that no page has brought", async () => {
    const { house, store } = await open(seeded(120));
    house.enter("m119", { name: "Ann" });
    await vi.waitFor(() =>
      expect(rowsOf(store.state()).live.map((row) => row.meeting.title)).toEqual(["Meeting 119"]),
    );
  });

  it("says in a sentence why something could not be done", async () => {
    const { house, store } = await open();
    house.refusal = { method: "POST", status: 500, detail: "Failed to create meeting: no answer" };
    await expect(store.create()).rejects.toThrow("Failed to create meeting: no answer");
  });

  it("keeps the sentence of a list that could not be read, and reads it again when asked to", async () => {
    const house = seeded(2);
    house.refusal = { method: "GET", status: 500, detail: "The disk is full." };
    const store = new MeetingsStore(apiOf(house));
    await store.load();
    expect(store.state().all.problem).toBe("The disk is full.");
    house.refusal = null;
    await store.again();
    expect(store.state().all).toMatchObject({ problem: null, loaded: true });
  });

  it("takes a meeting that somebody else deleted first as deleted", async () => {
    const { house, store } = await open(seeded(1));
    house.meetings = [];
    await store.delete("m1");
    expect(store.state().meetings.size).toBe(0);
  });
});
