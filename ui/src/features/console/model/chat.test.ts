import { describe, expect, it } from "vitest";
import type { LiveEvent, Message } from "../../../api/types.ts";
import { type ChatAction, type Chats, reduceChats } from "./chat.ts";

const message = (id: number, more: Partial<Message> = {}): Message => ({
  id,
  identity: "ann_1",
  name: "Ann",
  role: "guest",
  text: `message ${id}`,
  sent_at: "2026-01-02T10:00:00.000Z",
  reply_to: null,
  reactions: {},
  deleted: false,
  file: null,
  key: null,
  ...more,
});

const event = (told: LiveEvent, looking = false): ChatAction => ({
  type: "event",
  event: told,
  looking,
});
const said = (one: Message, looking = false) =>
  event({ type: "chat_message", meeting_id: "a", message: one }, looking);
const asked: ChatAction = { type: "asked", id: "a" };
const history = (...messages: Message[]): ChatAction => ({ type: "history", id: "a", messages });

const given = (...actions: ChatAction[]) => actions.reduce<Chats>(reduceChats, new Map());
const ids = (chats: Chats) => chats.get("a")?.messages.map(({ id }) => id);

describe("a chat", () => {
  it("stands in order, each message once, however it came", () => {
    const chats = given(
      said(message(3)),
      asked,
      said(message(4)),
      history(message(1), message(2), message(3), message(4)),
      said(message(4)),
    );
    expect(ids(chats)).toEqual([1, 2, 3, 4]);
  });

  it("takes what was told during the reading for newer than what was read", () => {
    const gone = message(2, { text: "", deleted: true });
    const chats = given(
      asked,
      event({ type: "chat_updated", meeting_id: "a", message: gone }),
      history(message(1), message(2)),
    );
    expect(chats.get("a")?.messages[1]).toMatchObject({ deleted: true });
  });

  it("forgets what a new reading does not bring", () => {
    const chats = given(asked, history(message(1), message(2)), asked, history(message(2)));
    expect(ids(chats)).toEqual([2]);
  });

  it("is empty once it was cleared", () => {
    const chats = given(said(message(1)), event({ type: "chat_cleared", meeting_id: "a" }));
    expect(chats.get("a")).toMatchObject({ messages: [], unread: 0 });
  });

  it("goes with its meeting", () => {
    const chats = given(said(message(1)), event({ type: "meeting_deleted", meeting_id: "a" }));
    expect(chats.size).toBe(0);
  });
});

describe("unread", () => {
  it("is what guests said while nobody looked", () => {
    const chats = given(
      said(message(1)),
      said(message(1)),
      said(message(2, { role: "host" })),
      said(message(3), true),
    );
    expect(chats.get("a")?.unread).toBe(1);
    expect(reduceChats(chats, { type: "seen", id: "a" }).get("a")?.unread).toBe(0);
  });
});
