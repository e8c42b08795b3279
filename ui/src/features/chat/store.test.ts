import { describe, expect, it, vi } from "vitest";
import { Refused } from "../live/api.ts";
import { meetingId, message, person, snapshot } from "../live/fake.ts";
import { apply, unknown } from "../live/state.ts";
import type { Change, History, Message } from "../live/types.ts";
import { Chat, freshKey } from "./store.ts";

/** The app with its chat, held by the test: it answers when told to. */
function house(kept: Message[] = []) {
  let state = unknown("ann", "Ann");
  const hearers = new Set<(change: Change) => void>();
  const asked: { text: string; key: string; reply_to?: number }[] = [];
  const held: (() => void)[] = [];
  const about = {
    kept,
    pageSize: 500,
    hold: false,
    uploadThrows: false,
    fail: [] as unknown[],
    asked,
    pauses: [] as number[],
    say(change: Change) {
      state = apply(state, change, meetingId);
      for (const hearer of hearers) hearer(change);
    },
    snapshot: () => about.say(snapshot({ participants: [person("ann")] })),
    release: () => {
      for (const go of held.splice(0)) go();
    },
  };
  const chat = new Chat(
    {
      meeting: meetingId,
      snapshot: () => state,
      onChange: (hearer) => {
        hearers.add(hearer);
        return () => hearers.delete(hearer);
      },
      api: {
        history: async (after): Promise<History> => {
          const rest = about.kept.filter((each) => each.id > after);
          const messages = rest.slice(0, about.pageSize);
          if (about.hold) await new Promise<void>((go) => held.push(go));
          return { messages, more: rest.length > messages.length };
        },
        send: async (sent) => {
          asked.push(sent);
          const failure = about.fail.shift();
          if (failure) throw failure;
          const again = about.kept.find((each) => each.key === sent.key);
          if (again) return again;
          const id = (about.kept.at(-1)?.id ?? 0) + 1;
          const made = message(id, { identity: "ann", name: "Ann", ...sent });
          about.kept.push(made);
          return made;
        },
        upload: () => {
          if (about.uploadThrows) throw new TypeError("no connection");
          return { done: Promise.reject(new Refused("cancelled", "", 0)), cancel: () => 0 };
        },
        sendPreview: async () => message(1),
      },
    },
    {
      pause: async (milliseconds) => {
        about.pauses.push(milliseconds);
      },
    },
  );
  const ids = () => chat.snapshot().messages.map((each) => each.id);
  return { chat, ids, ...about, about };
}

const told = (change: Message): Change => ({
  type: "chat_message",
  meeting_id: meetingId,
  message: change,
});

describe("the chat", () => {
  it("reads the whole history, page by page, in order", async () => {
    const { chat, ids, about } = house(Array.from({ length: 1_000 }, (_, at) => message(at + 1)));
    about.pageSize = 300;
    about.snapshot();
    await vi.waitFor(() => expect(chat.snapshot().loaded).toBe(true));
    expect(ids()).toEqual(Array.from({ length: 1_000 }, (_, at) => at + 1));
    expect(chat.snapshot().unread, "history is not news").toBe(0);
  });

  it("asks for nothing before one is inside", async () => {
    const { chat, ids, about } = house([message(1)]);
    about.say(snapshot());
    await new Promise((done) => setTimeout(done, 5));
    expect(chat.snapshot().loaded).toBe(false);
    about.say({ type: "participant_joined", meeting_id: meetingId, participant: person("bob") });
    about.say({ type: "participant_joined", meeting_id: meetingId, participant: person("ann") });
    await vi.waitFor(() => expect(ids()).toEqual([1]));
  });

  it("neither loses nor doubles what is said while the history is read", async () => {
    const { ids, chat, about } = house([message(1), message(2)]);
    about.hold = true;
    about.snapshot();
    about.say(told(message(4)));
    about.say(told(message(3)));
    about.say({
      type: "chat_updated",
      meeting_id: meetingId,
      message: message(2, { deleted: true, text: "" }),
    });
    about.release();
    await vi.waitFor(() => expect(chat.snapshot().loaded).toBe(true));
    expect(ids()).toEqual([1, 2, 3, 4]);
    expect(chat.find(2)?.deleted, "the newer one holds").toBe(true);
  });

  it("catches up after the stream was away, deletions and clearing too", async () => {
    const { ids, chat, about } = house([message(1), message(2)]);
    about.snapshot();
    await vi.waitFor(() => expect(ids()).toEqual([1, 2]));
    about.kept.splice(0, 2, message(2, { deleted: true }), message(5), message(6));
    about.snapshot();
    await vi.waitFor(() => expect(ids()).toEqual([2, 5, 6]));
    expect(chat.snapshot().unread).toBe(2);
  });

  it("is empty once cleared, also when the history was just being read", async () => {
    const { ids, chat, about } = house([message(1)]);
    about.hold = true;
    about.snapshot();
    about.kept.length = 0;
    about.say({ type: "chat_cleared", meeting_id: meetingId });
    await new Promise((done) => setTimeout(done));
    about.release();
    await vi.waitFor(() => expect(chat.snapshot().loaded).toBe(true));
    expect(ids()).toEqual([]);
  });

  it("shows one's own message at once, and once", async () => {
    const { chat, ids, about } = house();
    about.snapshot();
    await vi.waitFor(() => expect(chat.snapshot().loaded).toBe(true));
    chat.send("Hello", null);
    expect(chat.snapshot().outgoing).toMatchObject([{ text: "Hello", state: "sending" }]);
    await vi.waitFor(() => expect(ids()).toEqual([1]));
    about.say(told(about.kept[0] as Message));
    expect(ids()).toEqual([1]);
    expect(chat.snapshot().outgoing).toEqual([]);
    expect(chat.snapshot().unread).toBe(0);
  });

  it("keeps what was not sent, and the second try carries the same key", async () => {
    const { chat, ids, about } = house();
    about.snapshot();
    about.fail.push(new Refused("unreachable", "", 0));
    chat.send("Hello", null);
    await vi.waitFor(() => expect(chat.snapshot().outgoing[0]?.state).toBe("failed"));
    chat.again(chat.snapshot().outgoing[0]?.key ?? "");
    await vi.waitFor(() => expect(ids()).toEqual([1]));
    expect(new Set(about.asked.map((each) => each.key)).size).toBe(1);
    expect(about.asked).toHaveLength(2);
  });

  it("gives a text that is taken back to the draft, before what is written there", async () => {
    const { chat, about } = house();
    about.snapshot();
    about.fail.push(new Refused("unreachable", "", 0));
    chat.send("Hello", 7);
    await vi.waitFor(() => expect(chat.snapshot().outgoing[0]?.state).toBe("failed"));
    let told = 0;
    chat.subscribe(() => {
      told += 1;
    });
    chat.keepDraft({ text: "and more", replyTo: null });
    expect(told, "the composer hears of a draft").toBe(1);
    chat.discard(chat.snapshot().outgoing[0]?.key ?? "");
    expect(chat.draft).toEqual({ text: "Hello\nand more", replyTo: 7 });
    expect(chat.snapshot().outgoing).toEqual([]);
  });

  it("keeps what was typed and not sent for the next visit, and nothing that was sent", async () => {
    const storage = new Map<string, string>();
    vi.stubGlobal("sessionStorage", {
      getItem: (key: string) => storage.get(key) ?? null,
      setItem: (key: string, value: string) => storage.set(key, value),
      removeItem: (key: string) => storage.delete(key),
    });
    const { chat, about } = house();
    about.snapshot();
    chat.send("sent", null);
    await vi.waitFor(() => expect(about.kept).toHaveLength(1));
    expect(storage.size).toBe(0);
    about.fail.push(new Refused("unreachable", "", 0));
    chat.send("not sent", null);
    chat.keepDraft({ text: "half a thought", replyTo: null });
    await vi.waitFor(() => expect(chat.snapshot().outgoing[0]?.state).toBe("failed"));
    chat.close();
    expect(house().chat.draft.text).toBe("not sent\nhalf a thought");
    vi.unstubAllGlobals();
  });

  it("goes on with files after one that could not even be begun", async () => {
    const { chat, about } = house();
    about.snapshot();
    about.uploadThrows = true;
    chat.sendFile(new File(["a"], "a.txt"));
    await vi.waitFor(() => expect(chat.snapshot().outgoing[0]?.state).toBe("failed"));
    about.uploadThrows = false;
    chat.sendFile(new File(["b"], "b.txt"));
    await vi.waitFor(() => expect(chat.snapshot().outgoing).toHaveLength(1));
    expect(chat.snapshot().outgoing[0]?.file?.name, "the other one was begun").toBe("a.txt");
  });

  it("waits as long as the app asks, then sends by itself and in order", async () => {
    const { chat, ids, about } = house();
    about.snapshot();
    about.fail.push(new Refused("too_many_messages", "", 429, 3));
    chat.send("one", null);
    chat.send("two", null);
    await vi.waitFor(() => expect(ids()).toEqual([1, 2]));
    expect(about.pauses).toContain(3_000);
    expect(chat.snapshot().messages.map((each) => each.text)).toEqual(["one", "two"]);
  });

  it("counts what came while nobody looked", async () => {
    const { chat, about } = house();
    about.snapshot();
    await vi.waitFor(() => expect(chat.snapshot().loaded).toBe(true));
    about.say(told(message(1)));
    about.say(told(message(2)));
    about.say(told(message(3, { identity: "ann" })));
    expect(chat.snapshot().unread).toBe(2);
    chat.look(true);
    expect(chat.snapshot().unread).toBe(0);
    about.say(told(message(4)));
    expect(chat.snapshot().unread).toBe(0);
    chat.look(false);
    about.say(told(message(5)));
    expect(chat.snapshot().unread).toBe(1);
  });

  it("gives a key that looks like one", () => {
    expect(freshKey()).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(freshKey()).not.toBe(freshKey());
  });
});
