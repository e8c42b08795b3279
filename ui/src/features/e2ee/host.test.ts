import { describe, expect, it, vi } from "vitest";
import type { LiveEvent } from "../../api/types.ts";
import { sendThrough } from "../../platform/api.ts";
import { FakeHouse, fakeKey } from "../../platform/fake/house.ts";
import { ChatStore } from "../console/model/chats.ts";
import { hostOf } from "../console/model/host.ts";
import { message } from "../live/fake.ts";
import { HostSeals } from "./host.ts";
import { Keyring } from "./keyring.ts";

async function window() {
  const house = new FakeHouse();
  const meeting = house.createEncrypted();
  const id = meeting.meeting_id;
  const send = sendThrough(house);
  const seals = new HostSeals(
    send,
    (one) => house.meetings.find((each) => each.meeting_id === one)?.encrypted,
  );
  const chats = new ChatStore(seals.over(hostOf(send)), seals);
  const keys = await Keyring.of(id, fakeKey);
  if (!keys) throw new Error("no key");
  const said = async (number: number, text: string): Promise<LiveEvent> => {
    const sealed = await keys.sealText("text", text, { sender: "ann_1" });
    return {
      type: "chat_message",
      meeting_id: id,
      message: message(number, { identity: "ann_1", text: sealed }),
    };
  };
  const texts = () => chats.chat(id).messages.map(({ text }) => text);
  return { house, id, chats, said, texts, seals };
}

describe("the window and an encrypted chat", () => {
  it("writes sealed words and reads its own", async () => {
    const { house, id, chats, texts } = await window();
    house.enter(id, { name: "Ann" });
    await chats.say(id, "Good morning", "k1");
    expect(texts()).toEqual(["Good morning"]);
    expect(house.room(id).messages[0]?.text).toMatch(/^e1\./);
    chats.look(id);
    await vi.waitFor(() => expect(chats.chat(id).loaded).toBe(true));
    expect(texts()).toEqual(["Good morning"]);
  });

  it("opens what events tell, in their order, whatever comes after them", async () => {
    const { chats, id, said, texts } = await window();
    chats.hear(await said(1, "one"));
    chats.hear(await said(2, "two"));
    chats.hear({ type: "chat_cleared", meeting_id: id });
    chats.hear(await said(3, "three"));
    await vi.waitFor(() => expect(texts()).toEqual(["three"]));
  });

  it("asks for the key once, and again after that failed", async () => {
    const { house, chats, id, said, texts } = await window();
    const asked = () => house.requests.filter(({ path }) => path.endsWith("/key")).length;
    house.refusal = { method: "GET", status: 500, detail: "Not now." };
    chats.hear(await said(1, "one"));
    await vi.waitFor(() => expect(texts()).toHaveLength(1));
    expect(asked()).toBe(1);
    house.refusal = null;
    for (const number of [2, 3, 4]) chats.hear(await said(number, `${number}`));
    await vi.waitFor(() => expect(texts().slice(1)).toEqual(["2", "3", "4"]));
    expect(asked()).toBe(2);
    expect(id).toBeTruthy();
  });

  it("leaves the chats of other meetings as they are, also where they only look sealed", async () => {
    const { house, chats, seals } = await window();
    const plain = house.add({ meeting_id: "abc-defg-hij" }).meeting_id;
    const event = (text: string, meeting_id: string): LiveEvent => ({
      type: "chat_message",
      meeting_id,
      message: message(1, { text }),
    });
    expect(seals.concerns(event("e1.AAAA", plain))).toBe(false);
    expect(seals.concerns(event("Hello", "xyz-defg-hij"))).toBe(false);
    chats.hear(event("e1.AAAA", plain));
    expect(chats.chat(plain).messages[0]?.text).toBe("e1.AAAA");
  });
});
