import { expect, it, vi } from "vitest";
import { FakeHouse } from "../platform/fake/house.ts";
import { followEvents } from "./followEvents.ts";

it("an event stream that does not begin is said, and tried again until it does", async () => {
  const house = new FakeHouse();
  house.streamBroken = true;
  const heard: string[] = [];
  const interrupted: boolean[] = [];
  const pauses: number[] = [];
  const stop = followEvents(house, {
    hear: (event) => heard.push(event.type),
    onInterrupted: (now) => interrupted.push(now),
    wait: async (milliseconds) => {
      pauses.push(milliseconds);
      if (pauses.length === 3) house.streamBroken = false;
    },
  });
  await vi.waitFor(() => expect(heard).toEqual(["snapshot"]));
  expect(pauses).toEqual([500, 1_000, 2_000]);
  expect(interrupted).toEqual([true, true, true, false]);
  house.add({ meeting_id: "abc-defg-hij" });
  expect(heard).toEqual(["snapshot", "meeting_created"]);
  stop();
  house.add({ meeting_id: "klm-nopq-rst" });
  expect(heard).toHaveLength(2);
});

it("a window that is done does not try again, and leaves no stream open", async () => {
  const house = new FakeHouse();
  house.streamBroken = true;
  let resume = () => {};
  const stop = followEvents(house, {
    hear: () => {},
    onInterrupted: () => {},
    wait: () =>
      new Promise((done) => {
        resume = done;
      }),
  });
  await vi.waitFor(() => expect(house.watched).toBe(1));
  stop();
  resume();
  await new Promise((done) => setImmediate(done));
  expect(house.watched).toBe(1);
});
