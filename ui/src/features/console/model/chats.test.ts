import { expect, it, vi } from "vitest";
import type { LiveEvent, Message } from "../../../api/types.ts";
import { ChatStore } from "./chats.ts";
import type { Host, Said } from "./host.ts";

const id = "abc-defg-hij";

const message = (number: number, text = `message ${number}`) =>
  ({ id: number, text, role: "guest" }) as Message;

const said = (number: number): LiveEvent => ({
  type: "chat_message",
  meeting_id: id,
  message: message(number),
});

/** Answers to `said` are given by hand, in any order. */
function history() {
  const asked: { give: (said: Said) => void; fail: (why: Error) => void }[] = [];
  const host = {
    said: () =>
      new Promise<Said>((give, fail) => {
        asked.push({ give, fail });
      }),
  } as unknown as Host;
  return { host, asked };
}

it("one message that can't be opened holds up no other, and its chat is read again", async () => {
  const { host, asked } = history();
  const opened: number[] = [];
  const chats = new ChatStore(host, {
    concerns: (event) => event.type === "chat_message",
    open: async (event) => {
      const number = event.type === "chat_message" ? event.message.id : 0;
      opened.push(number);
      if (number === 2) throw new Error("no key");
      return event;
    },
  });
  chats.look(id);
  asked[0]?.give({ messages: [], more: false });
  await vi.waitFor(() => expect(chats.chat(id).loaded).toBe(true));

  chats.hear(said(1));
  chats.hear(said(2));
  chats.hear(said(3));
  await vi.waitFor(() => expect(chats.chat(id).messages.map((one) => one.id)).toEqual([1, 3]));
  expect(opened).toEqual([1, 2, 3]);
  expect(asked).toHaveLength(2);
  asked[1]?.give({ messages: [message(1), message(2), message(3)], more: false });
  await vi.waitFor(() => expect(chats.chat(id).messages.map((one) => one.id)).toEqual([1, 2, 3]));

  // With nothing left to open, what needs no key is taken at once again.
  chats.hear({ type: "chat_cleared", meeting_id: id } as LiveEvent);
  expect(chats.chat(id).messages).toEqual([]);
});

it("a reading that was overtaken says nothing when it fails", async () => {
  const { host, asked } = history();
  const chats = new ChatStore(host);
  const first = chats.read(id);
  const second = chats.read(id);
  asked[1]?.give({ messages: [message(1)], more: false });
  await second;
  asked[0]?.fail(new Error("too late"));
  await first;
  expect(chats.chat(id)).toMatchObject({ problem: null, loaded: true });
  expect(chats.chat(id).messages).toHaveLength(1);
});
