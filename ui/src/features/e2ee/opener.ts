/** Opens the messages of one chat, whoever sent them. What does not open comes as `unreadable`. */
import type { FileOfMessage, Message } from "../live/types.ts";
import { type Belonging, type Keyring, overhead, Unreadable } from "./keyring.ts";
import { cleanLine, cleanLines } from "./received.ts";

export class Opener {
  /** By its id, what a file's contents and preview are bound to: who sent it, and its sealed name. */
  private readonly files = new Map<string, Belonging>();
  /** What was sealed was said once: where it stands twice, somebody put it there again. */
  private readonly seen = new Map<string, number>();

  constructor(private readonly keys: Keyring) {}

  readonly open = async (message: Message): Promise<Message> => {
    if (message.deleted) return message;
    try {
      const sealed = message.file?.name ?? message.text;
      const first = this.seen.get(sealed) ?? message.id;
      if (first !== message.id) throw new Unreadable("said before");
      this.seen.set(sealed, message.id);
      return message.file
        ? { ...message, text: "", file: await this.file(message, message.file) }
        : { ...message, text: await this.text(message) };
    } catch {
      return { ...message, text: "", file: null, unreadable: true };
    }
  };

  /** What the parts of a file belong to, once its message was opened. */
  belonging(file: string): Belonging | undefined {
    return this.files.get(file);
  }

  private async text({ text, identity, reply_to }: Message): Promise<string> {
    const belongs = { sender: identity ?? "", with: reply_to };
    return cleanLines(await this.keys.openText("text", text, belongs));
  }

  private async file({ identity }: Message, file: FileOfMessage): Promise<FileOfMessage> {
    const sender = identity ?? "";
    const name = cleanLine(await this.keys.openText("name", file.name, { sender }));
    this.files.set(file.file_id, { sender, with: file.name });
    return { ...file, name, size: Math.max(0, file.size - overhead) };
  }
}
