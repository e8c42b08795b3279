/** The chats of all meetings as the window keeps them: read when looked at, kept true by events. */
import type { LiveEvent, Message } from "../../../api/types.ts";
import { sentenceOf } from "../../../platform/api.ts";
import { type Chat, type ChatAction, type Chats, reduceChats, silence } from "./chat.ts";
import type { Host } from "./host.ts";

/** Opens what is said in encrypted meetings. */
export interface Seals {
  concerns(event: LiveEvent): boolean;
  open(event: LiveEvent): Promise<LiveEvent>;
}

export class ChatStore {
  #chats: Chats = new Map();
  #listeners = new Set<() => void>();
  #host: Host;
  #looking: string | null = null;

  #seals: Seals | null;
  /** While messages are being opened, what comes after them waits its turn. */
  #opening: Promise<void> = Promise.resolve();
  #pending = 0;

  constructor(host: Host, seals: Seals | null = null) {
    this.#host = host;
    this.#seals = seals;
  }

  chat = (id: string): Chat => this.#chats.get(id) ?? silence;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #dispatch(action: ChatAction): void {
    const next = reduceChats(this.#chats, action);
    if (next === this.#chats) return;
    this.#chats = next;
    for (const listener of this.#listeners) listener();
  }

  hear = (event: LiveEvent): void => {
    const seals = this.#seals;
    if (!seals || !(this.#pending > 0 || seals.concerns(event))) {
      this.#take(event);
      return;
    }
    const before = this.#opening;
    this.#pending += 1;
    const work = async () => {
      const opened = seals.concerns(event) ? await seals.open(event) : event;
      await before;
      this.#take(opened);
    };
    // One event that can't be opened must not hold up those that follow: its chat is read again.
    this.#opening = work()
      .catch(async () => {
        await before;
        if ("meeting_id" in event && this.chat(event.meeting_id).loaded) {
          void this.read(event.meeting_id);
        }
      })
      .finally(() => {
        this.#pending -= 1;
      });
  };

  #take(event: LiveEvent): void {
    const looking = "meeting_id" in event && event.meeting_id === this.#looking;
    this.#dispatch({ type: "event", event, looking });
    if (event.type === "snapshot") {
      // Whatever was missed meanwhile is in the history.
      for (const [id, chat] of this.#chats) if (chat.loaded) void this.read(id);
    }
    if (event.type === "chat_cleared" && this.chat(event.meeting_id).loading) {
      void this.read(event.meeting_id);
    }
  }

  /** Somebody looks at this meeting's chat from now on, or (null) at none. */
  look(id: string | null): void {
    this.#looking = id;
    if (id === null) return;
    this.#dispatch({ type: "seen", id });
    void this.read(id);
  }

  #reading = new Map<string, number>();

  async read(id: string): Promise<void> {
    const turn = (this.#reading.get(id) ?? 0) + 1;
    this.#reading.set(id, turn);
    this.#dispatch({ type: "asked", id });
    try {
      const messages: Message[] = [];
      for (let more = true; more; ) {
        const said = await this.#host.said(id, messages.at(-1)?.id ?? 0);
        messages.push(...said.messages);
        more = said.more && said.messages.length > 0;
      }
      // A later reading has begun meanwhile, and knows better.
      if (this.#reading.get(id) === turn) this.#dispatch({ type: "history", id, messages });
    } catch (failure) {
      if (this.#reading.get(id) !== turn) return;
      this.#dispatch({ type: "asking_failed", id, problem: sentenceOf(failure) });
    }
  }

  async say(id: string, text: string, key: string): Promise<void> {
    const message = await this.#host.say(id, text, key);
    this.#dispatch({
      type: "event",
      event: { type: "chat_message", meeting_id: id, message },
      looking: true,
    });
  }
}
