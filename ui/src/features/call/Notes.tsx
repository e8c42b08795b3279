import { Link2, Volume2, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Spinner } from "../../components/Spinner.tsx";
import type { Session, SessionState } from "./session.ts";
import { useWaited } from "./useWaited.ts";
import "./notes.css";

/** What has to be said over the pictures, with what one can do about it. */
export function Notes({
  session,
  state,
  alone,
  children,
}: {
  session: Session;
  state: SessionState;
  alone: boolean;
  children?: ReactNode;
}) {
  return (
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
      {children}
      {alone && <Alone />}
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
