/**
 * The meetings as the window keeps them: filled by pages, kept true by events.
 *
 * Deliberately absent: timers that ask again. Whatever changes is told.
 */
import type { LiveEvent, Meeting, Server } from "../../../api/types.ts";
import { type Api, ApiError, sentenceOf, told } from "../../../platform/api.ts";
import { noRules } from "./rules.ts";
import { type Action, type MeetingsState, nothingYet, type Page, reduce } from "./state.ts";

const PAGE = 50;
const LARGEST_PAGE = 200;

export class MeetingsStore {
  #state = nothingYet;
  #listeners = new Set<() => void>();
  #api: Api;
  #wanted = new Set<string>();

  constructor(api: Api) {
    this.#api = api;
  }

  state = (): MeetingsState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #dispatch(action: Action): void {
    const next = reduce(this.#state, action);
    if (next === this.#state) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }

  /* What is told */

  hear = (event: LiveEvent): void => {
    this.#dispatch({ type: "event", event });
    if (event.type === "snapshot") {
      void this.load();
      if (this.#state.search) void this.#ask(this.#state.search.query, null);
    }
    if (event.type === "participant_joined" || event.type === "waiting") {
      void this.#learn(event.meeting_id);
    }
  };

  server = (server: Server): void => this.#dispatch({ type: "server", server });

  /** Somebody is in a meeting that no page has brought yet. */
  async #learn(id: string): Promise<void> {
    const { meetings, gone } = this.#state;
    if (meetings.has(id) || gone.has(id) || this.#wanted.has(id)) return;
    this.#wanted.add(id);
    try {
      const page = await told(
        this.#api.GET("/api/v1/meetings", { params: { query: { query: id, limit: 1 } } }),
      );
      const meeting = page.meetings.find((found) => found.meeting_id === id);
      const people = this.#state.people.get(id);
      if (meeting && !this.#state.meetings.has(id)) {
        this.#dispatch({
          type: "told",
          meeting: { ...meeting, num_participants: people?.length ?? meeting.num_participants },
        });
      }
    } catch {
      // The next snapshot or page brings it.
    } finally {
      this.#wanted.delete(id);
    }
  }

  /* What is asked */

  load = (): Promise<void> => this.#ask("", null);

  more = async (): Promise<void> => {
    const listing = this.#state.search ?? this.#state.all;
    if (listing.loading || listing.problem !== null || listing.cursor === null) return;
    await this.#ask(listing.query, listing.cursor);
  };

  again = (): Promise<void> => {
    const listing = this.#state.search ?? this.#state.all;
    return this.#ask(listing.query, listing.loaded ? listing.cursor : null);
  };

  search = async (query: string): Promise<void> => {
    const wanted = query.trim();
    if (wanted === "") this.#dispatch({ type: "search_closed" });
    else await this.#ask(wanted, null);
  };

  async #ask(query: string, cursor: string | null): Promise<void> {
    this.#dispatch({ type: "asked", query });
    const since = this.#state.tick;
    // A list that is asked for anew keeps its length, as far as one page goes.
    const shown = query === "" && cursor === null ? this.#state.all.ids.length : 0;
    const limit = Math.min(LARGEST_PAGE, Math.max(PAGE, shown));
    try {
      const page = await told(
        this.#api.GET("/api/v1/meetings", {
          params: {
            query: { limit, ...(cursor ? { cursor } : {}), ...(query ? { query } : {}) },
          },
        }),
      );
      this.#dispatch({ type: "page", query, page, since, after: cursor });
    } catch (failure) {
      this.#dispatch({ type: "asking_failed", query, problem: sentenceOf(failure) });
    }
  }

  /* What is done. Failures are thrown: whoever pressed the button says them. */

  async create(): Promise<Meeting> {
    const made = await told(this.#api.POST("/api/v1/meetings/create", {}));
    const known = this.#state.meetings.get(made.meeting_id);
    if (known) return known;
    const meeting: Meeting = {
      meeting_id: made.meeting_id,
      title: null,
      meeting_link: made.meeting_link,
      created_at: made.created_at,
      max_participants: 50,
      num_participants: 0,
      live_since: null,
      rules: noRules,
      waiting: 0,
      shared: false,
      schedule: null,
      encrypted: false,
    };
    this.#dispatch({ type: "told", meeting });
    return meeting;
  }

  /** One whose people encrypt end to end. */
  async createEncrypted(): Promise<Meeting> {
    const meeting = await told(this.#api.POST("/api/v1/meetings/encrypted", {}));
    this.#dispatch({ type: "told", meeting });
    return meeting;
  }

  async update(
    id: string,
    change: Partial<Pick<Meeting, "title" | "max_participants" | "shared" | "schedule">>,
  ): Promise<void> {
    const meeting = await told(
      this.#api.PATCH("/api/v1/meetings/{meeting_id}", {
        params: { path: { meeting_id: id } },
        body: change,
      }),
    );
    this.#dispatch({ type: "told", meeting });
  }

  async delete(id: string): Promise<void> {
    try {
      await told(
        this.#api.DELETE("/api/v1/meetings/{meeting_id}", { params: { path: { meeting_id: id } } }),
      );
    } catch (failure) {
      // Somebody else was faster: that is what was wanted.
      if (!(failure instanceof ApiError && failure.status === 404)) throw failure;
    }
    this.#dispatch({ type: "deleted", id });
  }

  /** Links begin with something else now: all that are known are asked for again. */
  async relink(): Promise<void> {
    let cursor: string | null = null;
    let seen = 0;
    do {
      const page: Page = await told(
        this.#api.GET("/api/v1/meetings", {
          params: { query: { limit: LARGEST_PAGE, ...(cursor ? { cursor } : {}) } },
        }),
      );
      this.#dispatch({ type: "links", meetings: page.meetings });
      seen += page.meetings.length;
      cursor = page.next_cursor;
    } while (cursor !== null && seen < this.#state.meetings.size);
  }

  /** What an answer told that no event has told yet. */
  told = (meeting: Meeting): void => this.#dispatch({ type: "told", meeting });
}
