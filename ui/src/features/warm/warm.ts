/**
 * A connection made before the click on Join, so that the click finds it standing. It is hidden and
 * without rights until `join` turns it into a participant. Its invariant: at most one connection, and
 * none while the page is hidden or after `take` or `close`. Whatever goes wrong here is no news to
 * anybody: joining then connects the ordinary way.
 * Deliberately absent: LiveKit, whose code arrives with `load`.
 */
import type { Ticket } from "../../guest/api.ts";

/** What is needed of a standing connection; the call knows the rest. */
export interface Standing {
  readonly up: boolean;
  /** Told once when it is lost for good. */
  onLost(hearer: () => void): void;
  drop(): void;
}

export interface WarmSurroundings<C extends Standing> {
  /** The code that connects. */
  load: () => Promise<(ticket: Ticket) => Promise<C>>;
  ticket: () => Promise<Ticket>;
  keep: (ticket: string) => Promise<void>;
  /** Whether a failure means "not in this meeting" rather than "not now". */
  isFinal: (error: unknown) => boolean;
  visible: () => boolean;
  onVisibility: (hearer: () => void) => () => void;
}

/** How often the page says that it is still there; the server forgets it after a minute. */
export const beat = 20_000;
/** After a loss; the last one counts for every further one. */
const pauses = [2_000, 10_000, 60_000] as const;
/** How long a click waits for a connection that is being made. An ordinary one takes about as long. */
export const waitAtClick = 2_500;

/** What belongs to a click on Join. */
export interface Taken<C> {
  ticket: Ticket;
  /** What stands already or is being made; `null` where that comes to nothing. */
  connection: Promise<C | null>;
}

interface Attempt<C> {
  ticket: Ticket | null;
  connection: Promise<C | null>;
  standing: C | null;
  over: boolean;
}

export class Warm<C extends Standing> {
  private attempt: Attempt<C> | null = null;
  private wanted = false;
  private closed = false;
  private losses = 0;
  private pulse: ReturnType<typeof setInterval> | undefined;
  private pause: ReturnType<typeof setTimeout> | undefined;
  private readonly forget: () => void;

  constructor(private readonly around: WarmSurroundings<C>) {
    this.forget = around.onVisibility(() => this.onVisibility());
  }

  /** Where things stand; for tests and for those who look. */
  get state(): "cold" | "warming" | "warm" {
    if (!this.attempt || this.attempt.over) return "cold";
    return this.attempt.standing?.up ? "warm" : "warming";
  }

  begin() {
    if (this.closed || this.wanted) return;
    this.wanted = true;
    this.warm();
  }

  /**
   * The click. What stands, or is being made, belongs to the caller from here on, who may join with its
   * ticket at once: the server makes a participant of it, whichever comes first. `null` where an
   * ordinary connection is the quicker way.
   */
  take(): Taken<C> | null {
    const { attempt } = this;
    this.attempt = null;
    this.close();
    if (!attempt || attempt.over) return null;
    const { ticket, standing } = attempt;
    if (!ticket || standing?.up === false) {
      this.end(attempt);
      return null;
    }
    return { ticket, connection: this.made(attempt) };
  }

  private async made(attempt: Attempt<C>): Promise<C | null> {
    const connection = attempt.standing ?? (await within(waitAtClick, attempt.connection));
    if (connection?.up) return connection;
    this.end(attempt);
    return null;
  }

  close() {
    this.closed = true;
    this.wanted = false;
    this.cool();
    this.forget();
  }

  private onVisibility() {
    if (!this.wanted) return;
    if (!this.around.visible()) this.cool();
    else if (!this.attempt) this.warm();
  }

  private cool() {
    clearInterval(this.pulse);
    clearTimeout(this.pause);
    if (this.attempt) this.end(this.attempt);
    this.attempt = null;
  }

  private end(attempt: Attempt<C>) {
    attempt.over = true;
    if (attempt.standing) attempt.standing.drop();
    else void attempt.connection.then((late) => late?.drop());
  }

  private warm() {
    if (!this.wanted || this.attempt || !this.around.visible()) return;
    const attempt: Attempt<C> = {
      ticket: null,
      connection: Promise.resolve(null),
      standing: null,
      over: false,
    };
    this.attempt = attempt;
    attempt.connection = this.connect(attempt).catch((error: unknown) => {
      this.lost(attempt, this.around.isFinal(error));
      return null;
    });
  }

  private async connect(attempt: Attempt<C>): Promise<C | null> {
    // Both at once: neither needs the other.
    const [open, ticket] = await Promise.all([this.around.load(), this.ticketFor(attempt)]);
    if (attempt.over) return null;
    const connection = await open(ticket);
    connection.onLost(() => this.lost(attempt, false));
    attempt.standing = connection;
    this.losses = 0;
    return connection;
  }

  private async ticketFor(attempt: Attempt<C>): Promise<Ticket> {
    const ticket = await this.around.ticket();
    attempt.ticket = ticket;
    if (this.attempt === attempt) {
      this.pulse = setInterval(() => {
        this.around.keep(ticket.id).catch((error) => {
          if (this.around.isFinal(error)) this.lost(attempt, false);
        });
      }, beat);
    }
    return ticket;
  }

  private lost(attempt: Attempt<C>, final: boolean) {
    if (this.attempt !== attempt) return;
    this.cool();
    if (final) {
      this.wanted = false;
      return;
    }
    const wait = pauses[Math.min(this.losses, pauses.length - 1)];
    this.losses += 1;
    this.pause = setTimeout(() => this.warm(), wait);
  }
}

function within<T>(milliseconds: number, work: Promise<T>): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout>;
  const limit = new Promise<null>((give) => {
    timer = setTimeout(() => give(null), milliseconds);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
