/**
 * What was said in the meetings, as plain data.
 *
 * Invariant: a message stands once, at its number, in its newest form. What events told while the
 * history was being read is newer than the history.
 */
import type { LiveEvent, Message } from "../../../api/types.ts";

export interface Chat {
  messages: readonly Message[];
  loading: boolean;
  loaded: boolean;
  problem: string | null;
  /** Said by others while nobody looked. */
  unread: number;
  /** Told by events since the history was asked for. */
  heard: ReadonlySet<number>;
}

export type Chats = ReadonlyMap<string, Chat>;

export const silence: Chat = {
  messages: [],
  loading: false,
  loaded: false,
  problem: null,
  unread: 0,
  heard: new Set(),
};

export type ChatAction =
  | { type: "event"; event: LiveEvent; looking: boolean }
  | { type: "asked"; id: string }
  | { type: "history"; id: string; messages: readonly Message[] }
  | { type: "asking_failed"; id: string; problem: string }
  | { type: "seen"; id: string };

export function reduceChats(chats: Chats, action: ChatAction): Chats {
  switch (action.type) {
    case "event":
      return onEvent(chats, action.event, action.looking);
    case "asked":
      return with_(chats, action.id, (chat) => ({
        ...chat,
        loading: true,
        problem: null,
        heard: new Set(),
      }));
    case "history":
      return with_(chats, action.id, (chat) => ({
        ...chat,
        messages: merged(chat, action.messages),
        loading: false,
        loaded: true,
      }));
    case "asking_failed":
      return with_(chats, action.id, (chat) => ({
        ...chat,
        loading: false,
        problem: action.problem,
      }));
    case "seen":
      return (chats.get(action.id)?.unread ?? 0) > 0
        ? with_(chats, action.id, (chat) => ({ ...chat, unread: 0 }))
        : chats;
  }
}

function with_(chats: Chats, id: string, change: (chat: Chat) => Chat): Chats {
  return new Map(chats).set(id, change(chats.get(id) ?? silence));
}

function onEvent(chats: Chats, event: LiveEvent, looking: boolean): Chats {
  switch (event.type) {
    case "chat_message":
      return with_(chats, event.meeting_id, (chat) => {
        const known = chat.messages.some(({ id }) => id === event.message.id);
        const news = !known && !looking && event.message.role !== "host";
        return { ...told(chat, event.message), unread: chat.unread + (news ? 1 : 0) };
      });
    case "chat_updated":
      // A history that was never read does not begin in its middle.
      return chats.has(event.meeting_id)
        ? with_(chats, event.meeting_id, (chat) => told(chat, event.message))
        : chats;
    case "chat_cleared":
      return chats.has(event.meeting_id)
        ? with_(chats, event.meeting_id, (chat) => ({ ...chat, messages: [], unread: 0 }))
        : chats;
    case "meeting_deleted": {
      if (!chats.has(event.meeting_id)) return chats;
      const rest = new Map(chats);
      rest.delete(event.meeting_id);
      return rest;
    }
    default:
      return chats;
  }
}

function told(chat: Chat, message: Message): Chat {
  return {
    ...chat,
    messages: inOrder([...chat.messages.filter(({ id }) => id !== message.id), message]),
    heard: new Set(chat.heard).add(message.id),
  };
}

function merged(chat: Chat, history: readonly Message[]): Message[] {
  const newer = chat.messages.filter(({ id }) => chat.heard.has(id));
  const ids = new Set(newer.map(({ id }) => id));
  return inOrder([...history.filter(({ id }) => !ids.has(id)), ...newer]);
}

const inOrder = (messages: readonly Message[]): Message[] =>
  [...messages].sort((a, b) => a.id - b.id);
