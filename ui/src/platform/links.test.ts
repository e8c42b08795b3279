import { expect, it } from "vitest";
import { FakeHouse, fakeKey } from "./fake/house.ts";
import { linkOf } from "./links.ts";

it("the link of an encrypted meeting carries its key, which is asked for at the host door", async () => {
  const house = new FakeHouse();
  const sealed = house.createEncrypted();
  expect(await linkOf(house, sealed)).toBe(`${sealed.meeting_link}#k=${fakeKey}`);
  expect(house.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    `GET /api/v1/meetings/${sealed.meeting_id}/key`,
  ]);
});

it("every other link is what it is, and nothing is asked", async () => {
  const house = new FakeHouse();
  const plain = house.add({ meeting_id: "abc-defg-hij" });
  expect(await linkOf(house, plain)).toBe(plain.meeting_link);
  expect(await linkOf(house, { ...plain, meeting_link: null })).toBeNull();
  expect(await linkOf(house, { ...plain, encrypted: true, meeting_link: null })).toBeNull();
  expect(house.requests).toEqual([]);
});

it("a key that is gone is said, and no link without it is handed out", async () => {
  const house = new FakeHouse();
  const sealed = house.createEncrypted();
  house.keys.clear();
  await expect(linkOf(house, sealed)).rejects.toThrow("This meeting has no key.");
});
