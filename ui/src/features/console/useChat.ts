import { useCallback, useSyncExternalStore } from "react";
import { usePlace } from "../meetings/context.ts";
import type { Chat } from "./model/chat.ts";

export function useChat(id: string): Chat {
  const { chats } = usePlace();
  const chat = useCallback(() => chats.chat(id), [chats, id]);
  return useSyncExternalStore(chats.subscribe, chat);
}
