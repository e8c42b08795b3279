/**
 * The chat as this page knows it: what the app keeps, what changed since, and what is still on its
 * way out. Every snapshot of the event stream reads the history anew, and what the stream told in the
 * meantime goes over it; so nothing is lost, doubled or out of order, however often the stream breaks.
 * It lives as long as the call, whether the panel is open or not. What was typed and not sent outlives
 * the call too: it is the draft that the next visit of this tab begins with.
 */
import { type Api, Refused } from "../live/api.ts";
import type { Live } from "../live/live.ts";
import type { Change, Message } from "../live/types.ts";

export interface OutgoingFile {
  name: string;
  size: number;
  /** From 0 to 1. */
  progress: number;
}

export interface Outgoing {
  key: string;
  text: string;
  replyTo: number | null;
  file: OutgoingFile | null;
  at: number;
  /** `waiting`: the app asked for patience; it goes out by itself. */
  state: "sending" | "waiting" | "failed";
  /** Why it was not sent: the app's code. */
  why: string | null;
}

export interface Draft {
  text: string;
  replyTo: number | null;
}

export interface ChatState {
  /** False until the history has been read once. */
  loaded: boolean;
  messages: readonly Message[];
  outgoing: readonly Outgoing[];
  unread: number;
  /** The message after which the new ones begin, while there are such. */
  seen: number;
}

export type SendApi = Pick<Api, "history" | "send" | "upload" | "sendPreview">;
type Source = Pick<Live, "onChange" | "snapshot" | "meeting"> & { api: SendApi };

interface Sending extends Outgoing {
  blob: Blob | null;
  cancel: (() => void) | null;
}

export interface ChatOptions {
  /** Makes a small picture of an image, or null. */
  previewOf?: (file: Blob) => Promise<Blob | null>;
  pause?: (milliseconds: number) => Promise<void>;
  onNew?: (message: Message) => void;
}

const page = 500;

export class Chat {
  private state: ChatState = { loaded: false, messages: [], outgoing: [], unread: 0, seen: 0 };
  private byId = new Map<number, Message>();
  /** What the stream told since the running read of the history began. */
  private news: Map<number, Message> | null = null;
  private queue: Sending[] = [];
  private busy = false;
  private uploading = false;
  private turn = 0;
  private open = false;
  private closed = false;
  private readonly sent = new Set<string>();
  /** As `messages` has it: sorted anew only when one of them changed. */
  private sorted: readonly Message[] | null = [];
  private stored = "";
  private readonly pictures = new Map<string, Blob>();
  private readonly listeners = new Set<() => void>();
  private readonly unhear: () => void;
  private readonly pause: (milliseconds: number) => Promise<void>;
  draft: Draft;

  constructor(
    private readonly live: Source,
    private readonly options: ChatOptions = {},
  ) {
    this.pause =
      options.pause ?? ((milliseconds) => new Promise((done) => setTimeout(done, milliseconds)));
    this.draft = { text: readDraft(live.meeting), replyTo: null };
    this.stored = this.draft.text;
    this.unhear = live.onChange(this.take);
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  readonly snapshot = () => this.state;

  close() {
    this.closed = true;
    this.turn += 1;
    this.unhear();
    this.listeners.clear();
    for (const each of this.queue) each.cancel?.();
  }

  /** Somebody looks at the chat, or no longer does. */
  look(open: boolean) {
    this.open = open;
    this.publish(open ? { seen: this.last } : {});
  }

  keepDraft(draft: Draft) {
    this.draft = draft;
    this.store();
    this.tell();
  }

  isMine(message: Message): boolean {
    return (
      message.identity === this.live.snapshot().me.identity ||
      (message.key !== null && this.sent.has(message.key))
    );
  }

  find(id: number): Message | undefined {
    return this.byId.get(id);
  }

  /** The own preview of a picture sent from here, which need not be asked for. */
  ownPicture(file: string): Blob | undefined {
    return this.pictures.get(file);
  }

  send(text: string, replyTo: number | null) {
    this.enqueue({ text, replyTo, file: null, blob: null });
  }

  /** What is written, unless that is nothing. */
  sendDraft() {
    const { text, replyTo } = this.draft;
    if (!text.trim()) return;
    this.draft = { text: "", replyTo: null };
    this.send(text.trim(), replyTo);
  }

  sendFile(file: File) {
    this.enqueue({
      text: "",
      replyTo: null,
      file: { name: file.name, size: file.size, progress: 0 },
      blob: file,
    });
  }

  again(key: string) {
    this.change(key, { state: "sending", why: null });
    this.work();
  }

  /** Takes back what was not sent. A text returns to the draft, before what is written there. */
  discard(key: string) {
    const found = this.queue.find((each) => each.key === key);
    if (!found) return;
    found.cancel?.();
    this.queue = this.queue.filter((each) => each.key !== key);
    if (found.text) {
      const { text, replyTo } = this.draft;
      this.draft = {
        text: text ? `${found.text}\n${text}` : found.text,
        replyTo: replyTo ?? found.replyTo,
      };
    }
    this.publish();
  }

  private enqueue(what: Pick<Sending, "text" | "replyTo" | "file" | "blob">) {
    const key = freshKey();
    this.sent.add(key);
    this.queue = [
      ...this.queue,
      { ...what, key, at: Date.now(), state: "sending", why: null, cancel: null },
    ];
    this.publish();
    this.work();
  }

  private work() {
    void this.sendTexts();
    void this.sendFiles();
  }

  /** One after the other, so that they arrive in the order in which they were written. */
  private async sendTexts(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    for (let next = this.next("text"); next && !this.closed; next = this.next("text")) {
      const { key, text, replyTo } = next;
      // An answer to what is no longer there goes out by itself.
      const reply = replyTo !== null && this.byId.has(replyTo) ? { reply_to: replyTo } : {};
      try {
        this.arrived(key, await this.live.api.send({ text, key, ...reply }));
      } catch (error) {
        await this.failed(key, error);
      }
    }
    this.busy = false;
  }

  private async sendFiles(): Promise<void> {
    if (this.uploading) return;
    this.uploading = true;
    for (let next = this.next("file"); next && !this.closed; next = this.next("file")) {
      const { key, blob, file } = next;
      if (!blob || !file) break;
      try {
        const upload = this.live.api.upload(blob, file.name, key, (progress) =>
          this.change(key, { file: { ...file, progress } }),
        );
        this.change(key, { cancel: upload.cancel });
        const message = await upload.done;
        this.arrived(key, message);
        void this.addPicture(message, blob);
      } catch (error) {
        await this.failed(key, error);
      }
    }
    this.uploading = false;
  }

  private next(kind: "text" | "file"): Sending | undefined {
    return this.queue.find(
      (each) => each.state !== "failed" && (kind === "file") === (each.file !== null),
    );
  }

  private async failed(key: string, error: unknown): Promise<void> {
    const refused = error instanceof Refused ? error : new Refused("unknown", "", 0);
    if (refused.code === "cancelled") {
      this.discard(key);
    } else if (refused.status === 429) {
      this.change(key, { state: "waiting", why: refused.code });
      await this.pause(1_000 * (refused.retryAfter ?? 1));
      this.change(key, { state: "sending", why: null });
    } else {
      this.change(key, { state: "failed", why: refused.code, cancel: null });
    }
  }

  private async addPicture(message: Message, blob: Blob): Promise<void> {
    if (!message.file || !this.options.previewOf) return;
    try {
      const picture = await this.options.previewOf(blob);
      if (!picture || this.closed) return;
      this.pictures.set(message.file.file_id, picture);
      await this.live.api.sendPreview(message.file.file_id, picture);
    } catch {
      // The file is there, it only has no picture.
    }
  }

  private arrived(key: string, message: Message) {
    this.queue = this.queue.filter((each) => each.key !== key);
    // The stream may have told more of it already.
    if (!this.byId.has(message.id)) this.put(message);
    this.publish();
  }

  private change(key: string, change: Partial<Sending>) {
    this.queue = this.queue.map((each) => (each.key === key ? { ...each, ...change } : each));
    this.publish();
  }

  private readonly take = (change: Change) => {
    switch (change.type) {
      case "snapshot":
        this.readInside();
        return;
      case "participant_joined":
        if (change.participant.identity === this.live.snapshot().me.identity) this.readInside();
        return;
      case "chat_message": {
        if (change.meeting_id !== this.live.meeting) return;
        const { message } = change;
        const known = this.byId.has(message.id);
        const { key } = message;
        if (key) this.queue = this.queue.filter((each) => each.key !== key);
        this.put(message);
        this.publish(this.open ? { seen: this.last } : {});
        if (!known && !this.isMine(message)) this.options.onNew?.(message);
        return;
      }
      case "chat_updated":
        if (change.meeting_id !== this.live.meeting) return;
        this.put(change.message);
        this.publish();
        return;
      case "chat_cleared":
        if (change.meeting_id !== this.live.meeting) return;
        this.byId = new Map();
        this.sorted = null;
        this.publish();
        // What is being read may be of before.
        if (this.news) void this.read();
        return;
      default:
    }
  };

  /** Before one is inside, the app would only say no. */
  private readInside() {
    const { me, people } = this.live.snapshot();
    if (people.has(me.identity)) void this.read();
  }

  private put(message: Message) {
    this.byId.set(message.id, message);
    this.sorted = null;
    this.news?.set(message.id, message);
  }

  private async read(): Promise<void> {
    this.turn += 1;
    const { turn } = this;
    this.news = new Map();
    const fresh = new Map<number, Message>();
    let after = 0;
    for (let failures = 0; ; ) {
      try {
        const { messages, more } = await this.live.api.history(after, page);
        if (turn !== this.turn) return;
        failures = 0;
        for (const message of messages) fresh.set(message.id, message);
        after = messages.at(-1)?.id ?? after;
        if (!more || messages.length === 0) break;
      } catch (error) {
        // The network is away, or the app is busy: the next try, or the next snapshot, may do.
        if (turn !== this.turn || (error instanceof Refused && error.status === 404)) return;
        failures += 1;
        await this.pause(Math.min(5_000, 250 * 2 ** Math.min(failures, 5)));
        if (turn !== this.turn) return;
      }
    }
    for (const [id, message] of this.news) fresh.set(id, message);
    this.news = null;
    this.byId = fresh;
    this.sorted = null;
    const keys = new Set([...fresh.values()].map((message) => message.key));
    this.queue = this.queue.filter((each) => !keys.has(each.key));
    // What was said before one came is history, not news.
    this.publish({
      loaded: true,
      ...(!this.state.loaded || this.open ? { seen: this.last } : {}),
    });
  }

  private get last(): number {
    let last = 0;
    for (const id of this.byId.keys()) if (id > last) last = id;
    return last;
  }

  private publish(change: Partial<ChatState> = {}) {
    if (this.closed) return;
    this.store();
    const next = { ...this.state, ...change };
    this.sorted ??= [...this.byId.values()].sort((a, b) => a.id - b.id);
    const messages = this.sorted;
    const unread = messages.filter(
      (message) => message.id > next.seen && !message.deleted && !this.isMine(message),
    ).length;
    this.state = {
      ...next,
      messages: sameList(messages, next.messages) ? next.messages : messages,
      unread: next.loaded ? unread : 0,
      outgoing: this.queue,
    };
    this.tell();
  }

  private tell() {
    for (const listener of this.listeners) listener();
  }

  /** What is on its way may not arrive: until it has, it is kept with the draft. */
  private store() {
    const unsent = this.queue.map((each) => each.text);
    const text = [...unsent, this.draft.text].filter(Boolean).join("\n");
    if (text === this.stored) return;
    this.stored = text;
    writeDraft(this.live.meeting, text);
  }
}

function sameList(a: readonly Message[], b: readonly Message[]): boolean {
  return a.length === b.length && a.every((message, index) => message === b[index]);
}

/** `randomUUID` is there on secure pages only; a page over plain http has to make its own. */
export function freshKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

const draftKey = (meeting: string) => `confab.draft.${meeting}`;

function readDraft(meeting: string): string {
  try {
    return sessionStorage.getItem(draftKey(meeting)) ?? "";
  } catch {
    return "";
  }
}

function writeDraft(meeting: string, text: string) {
  try {
    if (text) sessionStorage.setItem(draftKey(meeting), text);
    else sessionStorage.removeItem(draftKey(meeting));
  } catch {
    // Storage is off: the draft lives as long as the call.
  }
}
