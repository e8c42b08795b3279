import { Link2, Volume2, X } from "lucide-react";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Spinner } from "../../components/Spinner.tsx";
import type { Joined } from "../../guest/api.ts";
import type { Ending } from "../../guest/words.ts";
import type { Capture } from "../prejoin/capture.ts";
import { People } from "./people.ts";
import { Stage } from "./Stage.tsx";
import { Session, type SessionState } from "./session.ts";
import { Toolbar } from "./Toolbar.tsx";
import "./call.css";

export interface CallProps {
  joined: Joined;
  title: string;
  capture: Capture;
  onEnd: (ending: Ending) => void;
}

/** The call itself; its code is loaded while the page before joining is read. */
export default function Call(props: CallProps) {
  const [call, setCall] = useState<{ session: Session; people: People } | null>(null);
  const first = useRef(props);
  useEffect(() => {
    const { joined, capture, onEnd } = first.current;
    const session = new Session(joined, capture, onEnd);
    const people = new People(session.room);
    setCall({ session, people });
    void session.start();
    return () => {
      people.close();
      void session.drop();
    };
  }, []);
  return (
    <div className="call">
      <h1 className="unseen">{props.title}</h1>
      {call && <Inside {...call} title={props.title} />}
    </div>
  );
}

function Inside({ session, people, title }: { session: Session; people: People; title: string }) {
  const state = useSyncExternalStore(session.subscribe, session.snapshot);
  const list = useSyncExternalStore(people.subscribe, people.snapshot);
  const me = list.find((person) => person.local);
  const alone = state.phase === "connected" && list.length === 1;

  return (
    <>
      <main className="call-main">
        {state.phase === "connecting" ? (
          <Connecting since={state.since} onGiveUp={() => session.leave()} />
        ) : (
          <Stage people={list} />
        )}
        <div className="call-notes">
          {state.phase === "reconnecting" && (
            <Reconnecting since={state.since} onLeave={() => session.leave()} />
          )}
          {state.soundBlocked && state.phase !== "connecting" && (
            <div className="note">
              <p>Your browser keeps the sound off until you say so.</p>
              <button
                type="button"
                className="button primary small"
                onClick={() => session.turnOnSound()}
              >
                <Volume2 aria-hidden="true" />
                Turn on sound
              </button>
            </div>
          )}
          {state.notice && (
            <div className="note" role="alert">
              <p>{state.notice}</p>
              <button
                type="button"
                className="button quiet small icon-only"
                aria-label="Dismiss"
                onClick={() => session.dismiss()}
              >
                <X aria-hidden="true" />
              </button>
            </div>
          )}
          {alone && <Alone />}
        </div>
      </main>
      <Toolbar title={title} me={me} count={list.length} session={session} state={state} />
      <Announcer people={people} state={state} />
    </>
  );
}

/** Nothing for 150 ms, a skeleton for a second, then words, then what one can do. */
function Connecting({ since, onGiveUp }: { since: number; onGiveUp: () => void }) {
  const waited = useWaited(since, [150, 1_000, 8_000]);
  return (
    <div className="connecting" data-waited={waited}>
      {waited >= 150 && <span className="skeleton connecting-tile" aria-hidden="true" />}
      <div className="connecting-words" role="status">
        {waited >= 1_000 && (
          <h2>
            <Spinner /> Connecting…
          </h2>
        )}
        {waited >= 8_000 && (
          <p>
            This takes longer than usual. The host’s computer may be busy, asleep or offline. Confab
            keeps trying.
          </p>
        )}
      </div>
      {waited >= 8_000 && (
        <button type="button" className="button" onClick={onGiveUp}>
          Stop trying
        </button>
      )}
    </div>
  );
}

function Reconnecting({ since, onLeave }: { since: number; onLeave: () => void }) {
  const waited = useWaited(since, [400, 12_000]);
  if (waited < 400) return null;
  if (waited < 12_000) {
    return (
      <div className="note" role="status" data-stale>
        <Spinner />
        <p>Reconnecting… You will be back in a moment.</p>
      </div>
    );
  }
  return (
    <section className="note tall" role="status" data-stale>
      <h2>The connection was lost</h2>
      <p>
        The host’s computer can’t be reached. Confab keeps trying for a minute and a half; check
        that you are online.
      </p>
      <div className="note-actions">
        <span className="note-trying">
          <Spinner /> Trying…
        </span>
        <button type="button" className="button small" onClick={onLeave}>
          Leave the call
        </button>
      </div>
    </section>
  );
}

function Alone() {
  const [copied, setCopied] = useState(false);
  const link = `${location.origin}${location.pathname}`;
  return (
    <div className="note">
      <p>Nobody else is here yet. Share this meeting’s link to bring people in.</p>
      {navigator.clipboard && (
        <button
          type="button"
          className="button small"
          onClick={() =>
            navigator.clipboard.writeText(link).then(
              () => setCopied(true),
              () => undefined,
            )
          }
        >
          <Link2 aria-hidden="true" />
          {copied ? "Link copied" : "Copy link"}
        </button>
      )}
    </div>
  );
}

/** The largest of `steps` (milliseconds) that has passed since `since`, else 0. */
function useWaited(since: number, steps: readonly number[]): number {
  const [waited, setWaited] = useState(0);
  const plan = useRef(steps);
  useEffect(() => {
    const passed = performance.now() - since;
    setWaited(Math.max(0, ...plan.current.filter((step) => step <= passed)));
    const timers = plan.current
      .filter((step) => step > passed)
      .map((step) => setTimeout(() => setWaited(step), step - passed));
    return () => {
      for (const timer of timers) clearTimeout(timer);
    };
  }, [since]);
  return waited;
}

/** What changes in the room, said politely; a burst becomes one sentence. */
function Announcer({ people, state }: { people: People; state: SessionState }) {
  const [said, setSaid] = useState("");
  useEffect(() => {
    let waiting: string[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const unsubscribe = people.onWords((words) => {
      waiting.push(words);
      clearTimeout(timer);
      timer = setTimeout(() => {
        setSaid(`${waiting.slice(-5).join(". ")}.`);
        waiting = [];
      }, 300);
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [people]);
  const phase = useRef(state.phase);
  useEffect(() => {
    if (state.phase === "connected") {
      setSaid(phase.current === "reconnecting" ? "Connected again." : "You are in the call.");
    }
    phase.current = state.phase;
  }, [state.phase]);
  return (
    <p className="unseen" aria-live="polite" data-testid="announcements">
      {said}
    </p>
  );
}
