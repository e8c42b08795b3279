/** What goes on in one meeting of the house in memory, besides who is inside. */
import type { Message, RoleGrant, Waiting } from "../../api/types.ts";
import type { FakeHouse } from "./house.ts";

const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

export class FakeRoom {
  spotlight: string | null = null;
  endingAt: string | null = null;
  waiting: Waiting[] = [];
  messages: Message[] = [];
  roles: RoleGrant[] = [];
  /** What those who were turned away were told. */
  denied: string[] = [];

  #house: FakeHouse;
  #id: string;
  #end: ReturnType<typeof setTimeout> | undefined;
  #knocks = 0;
  #said = 0;

  constructor(house: FakeHouse, id: string) {
    this.#house = house;
    this.#id = id;
  }

  light(identity: string | null): void {
    this.spotlight = identity;
    this.#house.say({ type: "spotlight", meeting_id: this.#id, identity });
  }

  /* At the door */

  knock(name: string, minutes: number): string {
    this.#knocks += 1;
    const waiting_id = `w${this.#knocks}`;
    this.waiting.push({ waiting_id, name, since: ago(minutes) });
    this.#tellWaiting();
    return waiting_id;
  }

  admit(waitingId: string | null): void {
    const [admitted, rest] = this.#split(waitingId);
    this.waiting = rest;
    for (const { name, waiting_id } of admitted) {
      this.#house.enter(this.#id, { name, identity: `admitted_${waiting_id}` });
    }
    this.#tellWaiting();
  }

  deny(waitingId: string | null, detail: string): number {
    const [denied, rest] = this.#split(waitingId);
    this.denied.push(detail);
    this.waiting = rest;
    this.#tellWaiting();
    return denied.length;
  }

  #split(waitingId: string | null): [Waiting[], Waiting[]] {
    const wanted = (one: Waiting) => waitingId === null || one.waiting_id === waitingId;
    return [this.waiting.filter(wanted), this.waiting.filter((one) => !wanted(one))];
  }

  #tellWaiting(): void {
    const waiting_people = [...this.waiting];
    this.#house.change(this.#id, { waiting: waiting_people.length });
    this.#house.say({ type: "waiting", meeting_id: this.#id, waiting_people });
  }

  /* The end */

  end(seconds: number): string {
    this.goOn();
    this.endingAt = new Date(Date.now() + seconds * 1000).toISOString();
    this.#house.say({ type: "ending", meeting_id: this.#id, ending_at: this.endingAt });
    this.#end = setTimeout(() => this.#over(), seconds * 1000);
    return this.endingAt;
  }

  goOn(): void {
    clearTimeout(this.#end);
    if (this.endingAt === null) return;
    this.endingAt = null;
    this.#house.say({ type: "ending", meeting_id: this.#id, ending_at: null });
  }

  #over(): void {
    for (const { identity } of this.#house.people.get(this.#id) ?? []) {
      this.#house.leave(this.#id, identity);
    }
    this.goOn();
  }

  /* What is said */

  write(said: Partial<Message>): Message {
    this.#said += 1;
    const message: Message = {
      id: this.#said,
      identity: null,
      name: "",
      role: "guest",
      text: "",
      sent_at: new Date().toISOString(),
      reply_to: null,
      reactions: {},
      deleted: false,
      file: null,
      key: null,
      ...said,
    };
    this.messages.push(message);
    this.#house.say({ type: "chat_message", meeting_id: this.#id, message });
    return message;
  }

  unsay(id: number): void {
    const at = this.messages.findIndex((message) => message.id === id);
    const known = this.messages[at];
    if (!known) return;
    const message = { ...known, text: "", file: null, reactions: {}, deleted: true };
    this.messages[at] = message;
    this.#house.say({ type: "chat_updated", meeting_id: this.#id, message });
  }

  clear(): void {
    this.messages = [];
    this.#house.say({ type: "chat_cleared", meeting_id: this.#id });
  }
}
