/**
 * How this computer is reachable on its network, kept true by events.
 *
 * Invariant: a change that the host made here is never told back as news; one that the network made is.
 */
import type { LiveEvent, Sharing, SharingChange } from "../../../api/types.ts";
import type { Send } from "../../../platform/api.ts";

/** What the network did to the links while they were shared. */
export type News = { what: "moved"; base: string } | { what: "lost" } | { what: "back" };

export const isOn = (sharing: Sharing | null): boolean =>
  sharing?.state === "on" || sharing?.state === "starting";

export class SharingStore {
  #sharing: Sharing | null = null;
  #listeners = new Set<() => void>();
  #hearers = new Set<(news: News) => void>();
  #send: Send;
  /** Changes of our own that are on their way. */
  #ours = 0;
  /** Where links began when they last worked on the network; null while nothing is shared. */
  #base: string | null = null;
  #lost = false;

  constructor(send: Send) {
    this.#send = send;
  }

  sharing = (): Sharing | null => this.#sharing;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Told when the network, and not the host, changed what links begin with. */
  onNews = (hearer: (news: News) => void): (() => void) => {
    this.#hearers.add(hearer);
    return () => this.#hearers.delete(hearer);
  };

  hear = (event: LiveEvent): void => {
    if (event.type === "sharing_changed") this.#take(event.sharing);
    if (event.type === "snapshot" && event.sharing) this.#take(event.sharing);
  };

  /** Asks anew; `change` and `hear` make that needless as long as the events flow. */
  async read(): Promise<void> {
    this.#take(await this.#send<Sharing>("GET", "/sharing"));
  }

  /** Takes effect at once. Failures are thrown: whoever pressed says them. */
  async change(change: SharingChange): Promise<void> {
    this.#ours += 1;
    try {
      this.#take(await this.#send<Sharing>("PATCH", "/sharing", change));
    } finally {
      this.#ours -= 1;
    }
  }

  #take(sharing: Sharing): void {
    this.#sharing = sharing;
    const news = this.#newsOf(sharing);
    for (const listener of this.#listeners) listener();
    if (news && this.#ours === 0) for (const hearer of this.#hearers) hearer(news);
  }

  #newsOf(sharing: Sharing): News | null {
    const before = this.#base;
    const wasLost = this.#lost;
    if (!isOn(sharing)) {
      this.#base = null;
      this.#lost = false;
      return null;
    }
    const base = sharing.link_base;
    if (base !== null) {
      this.#base = base;
      this.#lost = false;
      if (before !== null && before !== base) return { what: "moved", base };
      return wasLost ? { what: "back" } : null;
    }
    if (sharing.state !== "on" || before === null || wasLost) return null;
    this.#lost = true;
    return { what: "lost" };
  }
}
