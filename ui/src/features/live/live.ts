/**
 * The page's view of its meeting, told by the app's event stream. A lost stream is opened again with
 * back-off; the snapshot it starts with replaces everything, so nothing is missed and nothing stays
 * that is gone. Who keeps more than the state (the chat) listens to the changes themselves.
 */
import { sessionOf } from "../../guest/api.ts";
import { type Api, apiOf } from "./api.ts";
import { readFrames } from "./frames.ts";
import { apply, type LiveState, unknown } from "./state.ts";
import type { Change } from "./types.ts";

/** The server gives a sign of life every 15 s. */
const silence = 40_000;
const firstPause = 300;
const longestPause = 5_000;
/** A server that said no is asked again less often. */
const refusedPause = 30_000;

/** Why a stream is ended from here: it told something that could not be opened. */
const unusable = "unusable";

/** Refusals that no later try can change. */
const final = new Set(["removed_by_host", "meeting_not_found", "meeting_ended"]);

/** Stands between this page and the app: seals what goes out, opens what comes in. */
export interface Cover {
  api: (api: Api) => Api;
  open: (change: Change) => Promise<Change>;
}

/** How many changes are kept for a listener whose code is not loaded yet. */
const BACKLOG = 200;

/** Starts to listen; the answer ends it. */
export type Listen = (hearer: (change: Change) => void) => () => void;

export interface LiveOptions {
  meeting: string;
  identity: string;
  name: string;
  /** Of an encrypted meeting. */
  cover?: Cover | null;
  /** Tests hand in their own. */
  fetch?: typeof fetch;
  session?: () => string | null;
  wait?: (milliseconds: number, wake: AbortSignal) => Promise<void>;
}

export class Live {
  readonly meeting: string;
  readonly api: Api;
  private state: LiveState;
  private readonly listeners = new Set<() => void>();
  private readonly hearers = new Set<(change: Change) => void>();
  private readonly closing = new AbortController();
  private readonly fetch: typeof fetch;
  private readonly session: () => string | null;
  private readonly wait: NonNullable<LiveOptions["wait"]>;
  private readonly cover: Cover | null;
  private skew = 0;
  /** Changes are opened one after another, so that they stay in their order. */
  private opening: Promise<void> = Promise.resolve();

  constructor(options: LiveOptions) {
    this.meeting = options.meeting;
    this.state = unknown(options.identity, options.name);
    this.fetch = options.fetch ?? ((input, init) => fetch(input, init));
    this.session = options.session ?? (() => sessionOf(options.meeting));
    this.wait = options.wait ?? pause;
    this.cover = options.cover ?? null;
    const api = apiOf(options.meeting, this.session, this.fetch);
    this.api = this.cover?.api(api) ?? api;
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  readonly snapshot = () => this.state;

  /** Every change as it arrives, after the state has taken it in. */
  onChange(hearer: (change: Change) => void) {
    this.hearers.add(hearer);
    return () => {
      this.hearers.delete(hearer);
    };
  }

  /**
   * For a listener whose code is loaded later: keeps changes from now on and passes them on, in
   * order, when it starts listening. Beyond `BACKLOG` the oldest are dropped.
   */
  backlog(): Listen {
    const early: Change[] = [];
    const stopKeeping = this.onChange((change) => {
      early.push(change);
      if (early.length > BACKLOG) early.shift();
    });
    return (hearer) => {
      stopKeeping();
      const stop = this.onChange(hearer);
      for (const change of early.splice(0)) hearer(change);
      return stop;
    };
  }

  start() {
    void this.run();
  }

  close() {
    this.closing.abort();
    this.listeners.clear();
    this.hearers.clear();
  }

  private get done(): boolean {
    return this.closing.signal.aborted || this.state.phase === "ended";
  }

  private async run(): Promise<void> {
    let failures = 0;
    while (!this.done) {
      const outcome = await this.once();
      if (this.done) return;
      failures = outcome === "told" ? 0 : failures + 1;
      if (this.state.phase === "live") this.update({ ...this.state, phase: "reconnecting" });
      await this.wait(
        Math.min(
          outcome === "refused" ? refusedPause : longestPause,
          firstPause * 2 ** Math.min(failures, 8),
        ),
        this.closing.signal,
      );
    }
  }

  /** One stream, to its end. */
  private async once(): Promise<"told" | "refused" | "failed"> {
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, this.closing.signal]);
    let quiet: ReturnType<typeof setTimeout> | undefined;
    const onSign = () => {
      clearTimeout(quiet);
      quiet = setTimeout(() => stop.abort(), silence);
    };
    let told = false;
    try {
      onSign();
      const session = this.session();
      const answer = await this.fetch("/api/v1/events", {
        cache: "no-store",
        credentials: "omit",
        headers: session ? { Authorization: `Bearer ${session}` } : {},
        signal,
      });
      if (answer.status === 401 || answer.status === 403) {
        const why = answer.headers.get("Confab-Code") ?? "no_session";
        if (!final.has(why)) return "refused";
        this.update({ ...this.state, phase: "ended", why });
        return "failed";
      }
      if (!answer.ok || !answer.body) return "failed";
      this.skew = skewOf(answer.headers.get("Date"));
      await readFrames(
        answer.body,
        (frame) => {
          told = true;
          this.take(frame.data, stop);
        },
        onSign,
      );
    } catch {
      // Lost: the caller tries again.
    } finally {
      clearTimeout(quiet);
      stop.abort();
    }
    return told && stop.signal.reason !== unusable ? "told" : "failed";
  }

  private take(data: string, from: AbortController) {
    let change: Change;
    try {
      change = JSON.parse(data);
    } catch {
      return;
    }
    const { cover } = this;
    // A gap: only a new snapshot says how the meeting stands.
    const onGap = () => from.abort(unusable);
    if (cover) {
      this.opening = this.opening
        .then(async () => this.tell(await cover.open(change)))
        .catch(onGap);
      return;
    }
    try {
      this.tell(change);
    } catch {
      onGap();
    }
  }

  private tell(change: Change) {
    if (this.closing.signal.aborted) return;
    this.update(apply(this.state, change, this.meeting, this.skew));
    for (const hearer of this.hearers) {
      try {
        hearer(change);
      } catch (error) {
        // One that fails must not cost the others the change, nor the stream.
        globalThis.reportError?.(error);
      }
    }
  }

  private update(next: LiveState) {
    if (next === this.state) return;
    this.state = next;
    for (const listener of this.listeners) listener();
  }
}

/** Clocks that differ by a moment are left alone: the header knows whole seconds only. */
function skewOf(date: string | null): number {
  const skew = date ? Date.parse(date) - Date.now() : Number.NaN;
  return Math.abs(skew) > 2_000 ? skew : 0;
}

/** Rests, unless the network comes back or the page is done. */
function pause(milliseconds: number, wake: AbortSignal): Promise<void> {
  return new Promise((resume) => {
    const done = () => {
      clearTimeout(timer);
      globalThis.removeEventListener?.("online", done);
      wake.removeEventListener("abort", done);
      resume();
    };
    const timer = setTimeout(done, milliseconds);
    globalThis.addEventListener?.("online", done);
    wake.addEventListener("abort", done);
  });
}
