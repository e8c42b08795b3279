import { describe, expect, it, vi } from "vitest";
import { ApiError, sendThrough } from "../../../platform/api.ts";
import { FakeHouse } from "../../../platform/fake/house.ts";
import { type News, SharingStore } from "./store.ts";

async function open(prepare: (house: FakeHouse) => void = () => {}) {
  const house = new FakeHouse();
  prepare(house);
  const store = new SharingStore(sendThrough(house));
  const news: News[] = [];
  store.onNews((one) => news.push(one));
  await house.watch(store.hear);
  return { house, store, news };
}

const on = (house: FakeHouse) => {
  house.sharing.on = true;
};

describe("sharing", () => {
  it("is known from the snapshot, and from an answer where none told it", async () => {
    const { store } = await open(on);
    expect(store.sharing()?.link_base).toBe("https://192.168.1.7:3000");
    const fresh = new SharingStore(sendThrough(new FakeHouse()));
    await fresh.read();
    expect(fresh.sharing()?.state).toBe("off");
  });

  it("is switched on and off, and throws what went wrong", async () => {
    const { house, store } = await open();
    await store.change({ on: true });
    expect(store.sharing()?.state).toBe("on");
    house.refusal = { method: "PATCH", status: 500, detail: "The disk is full." };
    await expect(store.change({ on: false })).rejects.toThrow(ApiError);
    expect(store.sharing()?.state).toBe("on");
  });
});

describe("news", () => {
  it("is that the network handed out another address", async () => {
    const { house, news } = await open(on);
    house.sharing.move("192.168.1.7", "192.168.1.9");
    expect(news).toEqual([{ what: "moved", base: "https://192.168.1.9:3000" }]);
    house.sharing.tell();
    expect(news).toHaveLength(1);
  });

  it("is that the network is gone, and back", async () => {
    const { house, news } = await open(on);
    house.sharing.unplug();
    house.sharing.tell();
    house.sharing.plugIn();
    expect(news).toEqual([{ what: "lost" }, { what: "back" }]);
  });

  it("is that another network took its place", async () => {
    const { house, news } = await open(on);
    house.sharing.unplug();
    house.sharing.network = [
      { address: "10.1.1.4", interface: "wlan0", kind: "wireless", family: "ipv4" },
    ];
    house.sharing.tell();
    expect(news.at(-1)).toEqual({ what: "moved", base: "https://10.1.1.4:3000" });
  });

  it("is not what the host did", async () => {
    const { store, news } = await open(on);
    await store.change({ preferred: "10.20.0.4" });
    await store.change({ addresses: ["192.168.1.7"] });
    await store.change({ on: false });
    await store.change({ on: true });
    expect(store.sharing()?.link_base).toBe("https://192.168.1.7:3000");
    expect(news).toEqual([]);
  });

  it("is not told to those who went", async () => {
    const { house, store } = await open(on);
    const hearer = vi.fn();
    store.onNews(hearer)();
    house.sharing.unplug();
    expect(hearer).not.toHaveBeenCalled();
  });
});
