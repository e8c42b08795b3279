/** All that an encrypted call needs; fetched with its code, and only for such calls. */
import type { Cover } from "../call/cover.ts";
import { chatCover } from "./chat.ts";
import type { Keyring } from "./keyring.ts";
import { Media } from "./media.ts";

export const makeCover = (keys: Keyring, identity: string): Cover => ({
  media: new Media(keys),
  chat: chatCover(keys, identity),
});
