import { beforeEach, describe, expect, it } from "vitest";
import { type Api, Refused } from "../live/api.ts";
import { meetingId, message } from "../live/fake.ts";
import type { Message } from "../live/types.ts";
import { toLetters } from "./bytes.ts";
import { chatCover } from "./chat.ts";
import { Keyring, overhead } from "./keyring.ts";

async function keys(fill: number): Promise<Keyring> {
  const made = await Keyring.of(meetingId, toLetters(new Uint8Array(32).fill(fill)));
  if (!made) throw new Error("no key");
  return made;
}

/** The app as far as a chat is concerned: it keeps what it is given. */
class App {
  messages: Message[] = [];
  readonly parts = new Map<string, Blob>();

  api(identity: string): Api {
    const put = (about: Partial<Message>) => {
      const put = message(this.messages.length + 1, { identity, text: "", ...about });
      this.messages.push(put);
      return put;
    };
    const app: Partial<Api> = {
      history: async () => ({ messages: this.messages, more: false }),
      send: async ({ text, reply_to, key }) => put({ text, reply_to: reply_to ?? null, key }),
      upload: (blob, name, key) => {
        const id = `file${this.messages.length}`;
        this.parts.set(id, blob);
        const file = { file_id: id, name, size: blob.size, preview: false };
        return { done: Promise.resolve(put({ key, file })), cancel: () => undefined };
      },
      sendPreview: async (id, image) => {
        this.parts.set(`${id} preview`, image);
        return message(1);
      },
      file: async (id) => this.parts.get(id) ?? new Blob(),
      preview: async (id) => this.parts.get(`${id} preview`) ?? new Blob(),
    };
    return app as Api;
  }

  /** Everything that it holds, as text. */
  async everything(): Promise<string> {
    const blobs = await Promise.all([...this.parts.values()].map((blob) => blob.text()));
    return JSON.stringify(this.messages) + blobs.join();
  }
}

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3);

let app: App;
beforeEach(() => {
  app = new App();
});

const pageOf = async (identity: string, fill = 1) => {
  const cover = chatCover(await keys(fill), identity);
  return { api: cover.api(app.api(identity)), open: cover.open };
};
const said = async (api: Api) => (await api.history(0)).messages;

describe("a sealed chat", () => {
  it("is read by everybody with the key, also by who comes later, and by the app not at all", async () => {
    const ann = await pageOf("ann");
    const sent = await ann.api.send({ text: "Meet me at the harbour", key: "k1" });
    expect(sent).toMatchObject({ text: "Meet me at the harbour", identity: "ann" });
    const bob = await pageOf("bob");
    await bob.api.send({ text: "Why the harbour?", key: "k2", reply_to: sent.id });
    const late = await pageOf("cy");
    expect((await said(late.api)).map(({ text }) => text)).toEqual([
      "Meet me at the harbour",
      "Why the harbour?",
    ]);
    expect(await app.everything()).not.toContain("harbour");
    expect(await app.everything()).toContain("e1.");
  });

  it("shows nothing of what was sealed with another key, or never", async () => {
    const ann = await pageOf("ann");
    await ann.api.send({ text: "one", key: "k1" });
    await app.api("mallory").send({ text: "plain", key: "k2" });
    const wrong = await pageOf("bob", 2);
    for (const one of await said(wrong.api)) {
      expect(one).toMatchObject({ text: "", file: null, unreadable: true });
    }
    const right = await said((await pageOf("bob")).api);
    expect(right[0]).toMatchObject({ text: "one" });
    expect(right[1]).toMatchObject({ text: "", unreadable: true });
  });

  it("believes no sender, place or repetition that was made up on the way", async () => {
    const ann = await pageOf("ann");
    await ann.api.send({ text: "Yes", key: "k1" });
    const yes = app.messages[0] as Message;
    const open = async (about: Partial<Message>) => {
      app.messages = [{ ...yes, ...about }];
      return (await said((await pageOf("bob")).api))[0];
    };
    expect(await open({})).toMatchObject({ text: "Yes" });
    expect(await open({ identity: "bob" })).toMatchObject({ unreadable: true });
    expect(await open({ identity: null })).toMatchObject({ unreadable: true });
    expect(await open({ reply_to: 7 })).toMatchObject({ unreadable: true });
    app.messages = [yes, { ...yes, id: 9 }];
    const bob = await pageOf("bob");
    expect((await said(bob.api)).map(({ unreadable }) => unreadable ?? false)).toEqual([
      false,
      true,
    ]);
    expect((await said(bob.api))[0], "read a second time").toMatchObject({ text: "Yes" });
  });

  it("opens what the stream tells as well, and leaves the rest of it alone", async () => {
    const ann = await pageOf("ann");
    await ann.api.send({ text: "Hello", key: "k1" });
    const sealed = app.messages[0] as Message;
    const bob = await pageOf("bob");
    const change = { type: "chat_message", meeting_id: meetingId, message: sealed } as const;
    expect(await bob.open(change)).toMatchObject({ message: { text: "Hello" } });
    const gone = { ...sealed, text: "", deleted: true };
    const deleted = { type: "chat_updated", meeting_id: meetingId, message: gone } as const;
    expect(await bob.open(deleted)).toEqual(deleted);
    const other = { type: "chat_cleared", meeting_id: meetingId } as const;
    expect(await bob.open(other)).toBe(other);
  });

  it("takes out what might deceive, as the app does elsewhere", async () => {
    const ann = await pageOf("ann");
    const text = " one\r\ntwo\u0007\u202E\uFEFF \u{E0001}three\n";
    expect(await ann.api.send({ text, key: "k1" })).toMatchObject({ text: "one\ntwo three" });
  });
});

describe("a sealed file", () => {
  const send = async (name: string, content: Blob) => {
    const ann = await pageOf("ann");
    const sent = await ann.api.upload(content, name, "k1", () => undefined).done;
    return { ann, sent, id: sent.file?.file_id ?? "" };
  };

  it("comes back whole, under its name, with its picture", async () => {
    const { ann, sent, id } = await send("harbour plan.pdf", new Blob(["where the boats are"]));
    expect(sent.file).toMatchObject({ name: "harbour plan.pdf", size: 19 });
    await ann.api.sendPreview(id, new Blob([png]));
    const bob = await pageOf("bob");
    const [message] = await said(bob.api);
    expect(message?.file).toMatchObject({ name: "harbour plan.pdf", size: 19 });
    expect(await (await bob.api.file(id)).text()).toBe("where the boats are");
    const picture = await bob.api.preview(id);
    expect(picture.type).toBe("image/png");
    expect(new Uint8Array(await picture.arrayBuffer())).toEqual(png);
    expect(await app.everything()).not.toMatch(/harbour|boats|PNG/);
    expect(app.parts.get(id)?.size).toBe(19 + overhead);
  });

  it("does not open as another file of the same sender", async () => {
    const { ann, id } = await send("one.txt", new Blob(["one"]));
    await ann.api.upload(new Blob(["two"]), "two.txt", "k2", () => undefined).done;
    const [first, second] = [...app.parts.keys()] as [string, string];
    app.parts.set(first, app.parts.get(second) as Blob);
    await expect(ann.api.file(id)).rejects.toThrow();
    expect(await (await ann.api.file(second)).text()).toBe("two");
  });

  it("shows no picture that is something else inside", async () => {
    const { ann, id } = await send("a.png", new Blob([png]));
    await ann.api.sendPreview(id, new Blob(["<svg xmlns='http://www.w3.org/2000/svg'/>"]));
    await expect(ann.api.preview(id)).rejects.toBeInstanceOf(Refused);
  });

  it("has a name without folders and tricks", async () => {
    const { sent } = await send("../..\\evil\u202Egnp.exe", new Blob(["x"]));
    expect(sent.file?.name).toBe("evilgnp.exe");
  });

  it("that is taken back while it is being sealed is not sent", async () => {
    const ann = await pageOf("ann");
    const upload = ann.api.upload(new Blob(["x"]), "x", "k1", () => undefined);
    upload.cancel();
    await expect(upload.done).rejects.toMatchObject({ code: "cancelled" });
    expect(app.messages).toEqual([]);
  });
});
