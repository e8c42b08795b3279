/**
 * The host's window reads and writes the chats of encrypted meetings with keys that the app tells it
 * in-process. Each key is asked for once, when a chat of its meeting comes up.
 */
import type { LiveEvent } from "../../api/types.ts";
import { ApiError, type Send } from "../../platform/api.ts";
import type { Host } from "../console/model/host.ts";
import { Keyring } from "./keyring.ts";
import { Opener } from "./opener.ts";

interface Seal {
  keys: Keyring;
  opener: Opener;
}

/** What the window's author is to a chat: it has no identity. */
const host = "";

const looksSealed = (message: { text: string; file: { name: string } | null }) =>
  (message.file?.name ?? message.text).startsWith("e1.");

/** Whether this window can decrypt at all. */
export const canDecrypt = () => globalThis.crypto?.subtle !== undefined;

export class HostSeals {
  private readonly seals = new Map<string, Promise<Seal | null>>();

  constructor(
    private readonly send: Send,
    /** `undefined` where the window does not know the meeting yet. */
    private readonly encrypts: (meeting: string) => boolean | undefined,
  ) {}

  /** Whether an event has to be opened before it is shown. */
  concerns(event: LiveEvent): boolean {
    if (event.type !== "chat_message" && event.type !== "chat_updated") return false;
    return this.encrypts(event.meeting_id) ?? looksSealed(event.message);
  }

  async open(event: LiveEvent): Promise<LiveEvent> {
    if (event.type !== "chat_message" && event.type !== "chat_updated") return event;
    const seal = await this.of(event.meeting_id).catch(() => null);
    return seal ? { ...event, message: await seal.opener.open(event.message) } : event;
  }

  /** The routes of the host, with chats opened and sealed where they are to be. */
  over(routes: Host): Host {
    return {
      ...routes,
      said: async (id, after) => {
        const said = await routes.said(id, after);
        const seal = this.encrypts(id) === false ? null : await this.of(id);
        if (!seal) return said;
        return { ...said, messages: await Promise.all(said.messages.map(seal.opener.open)) };
      },
      say: async (id, text, key) => {
        const seal = this.encrypts(id) === false ? null : await this.of(id);
        if (!seal) return routes.say(id, text, key);
        const sealed = await seal.keys.sealText("text", text, { sender: host });
        return seal.opener.open(await routes.say(id, sealed, key));
      },
    };
  }

  /** `null` where the meeting is not encrypted. */
  private of(meeting: string): Promise<Seal | null> {
    let seal = this.seals.get(meeting);
    if (!seal) {
      seal = this.ask(meeting);
      this.seals.set(meeting, seal);
      // What failed may go well the next time.
      seal.catch(() => this.seals.delete(meeting));
    }
    return seal;
  }

  private async ask(meeting: string): Promise<Seal | null> {
    try {
      const { key } = await this.send<{ key: string }>("GET", `/meetings/${meeting}/key`);
      const keys = canDecrypt() ? await Keyring.of(meeting, key) : null;
      return keys && { keys, opener: new Opener(keys) };
    } catch (error) {
      if (error instanceof ApiError && error.code === "no_key" && !this.encrypts(meeting)) {
        return null;
      }
      throw error;
    }
  }
}
