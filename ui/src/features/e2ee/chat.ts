/**
 * The chat of an encrypted meeting: what goes out is sealed, what comes in is opened, so that nobody
 * behind this notices.
 *
 * Not sealed, because the app has to know it: who writes when, which message is answered, reactions.
 */
import { type Api, Refused, type Upload } from "../live/api.ts";
import type { Cover } from "../live/live.ts";
import type { Keyring } from "./keyring.ts";
import { Opener } from "./opener.ts";
import { pictureType } from "./received.ts";

/** `me`: the identity that this page sends as. */
export function chatCover(keys: Keyring, me: string): Cover {
  const opener = new Opener(keys);
  return {
    api: (api) => sealing(api, keys, opener, me),
    open: async (change) =>
      change.type === "chat_message" || change.type === "chat_updated"
        ? { ...change, message: await opener.open(change.message) }
        : change,
  };
}

function sealing(api: Api, keys: Keyring, opener: Opener, me: string): Api {
  const belonging = (id: string) => {
    const belongs = opener.belonging(id);
    if (!belongs) throw new Refused("file_not_found", "", 404);
    return belongs;
  };

  const upload: Api["upload"] = (file, name, key, onProgress) => {
    let running: Upload | null = null;
    let cancelled = false;
    const send = async () => {
      const sealedName = await keys.sealText("name", name, { sender: me });
      const belongs = { sender: me, with: sealedName };
      const sealed = await keys.seal("file", await bytesOf(file), belongs);
      if (cancelled) throw new Refused("cancelled", "", 0);
      running = api.upload(new Blob([sealed]), sealedName, key, onProgress);
      return opener.open(await running.done);
    };
    const cancel = () => {
      cancelled = true;
      running?.cancel();
    };
    return { done: send(), cancel };
  };

  return {
    ...api,
    history: async (after, limit, signal) => {
      const history = await api.history(after, limit, signal);
      return { ...history, messages: await Promise.all(history.messages.map(opener.open)) };
    },
    send: async ({ text, ...rest }) => {
      const belongs = { sender: me, with: rest.reply_to ?? null };
      const sealed = await keys.sealText("text", text, belongs);
      return opener.open(await api.send({ ...rest, text: sealed }));
    },
    upload,
    sendPreview: async (id, image) => {
      const sealed = await keys.seal("preview", await bytesOf(image), belonging(id));
      return api.sendPreview(id, new Blob([sealed], { type: "application/octet-stream" }));
    },
    file: async (id, signal) => {
      const sealed = await bytesOf(await api.file(id, signal));
      return new Blob([await keys.open("file", sealed, belonging(id))]);
    },
    preview: async (id, signal) => {
      const sealed = await bytesOf(await api.preview(id, signal));
      const picture = await keys.open("preview", sealed, belonging(id));
      const type = pictureType(picture);
      if (!type) throw new Refused("file_not_found", "", 404);
      return new Blob([picture], { type });
    },
  };
}

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());
