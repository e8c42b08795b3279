import { Link2, MicOff, Volume2, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Spinner } from "../../components/Spinner.tsx";
import { t } from "../../texts/index.ts";
import { prefer } from "./prefs.ts";
import type { Session, SessionState } from "./session.ts";
import { useWaited } from "./useWaited.ts";
import "./notes.css";

/** What has to be said over the pictures, with what one can do about it. */
export function Notes({
  session,
  state,
  alone,
  talkingMuted,
  children,
}: {
  session: Session;
  state: SessionState;
  /** The link that leads others here, while nobody else is there. */
  alone: string | null;
  talkingMuted: boolean;
  children?: ReactNode;
}) {
  return (
    <div className="call-notes">
      {state.phase === "reconnecting" && (
        <Reconnecting since={state.since} onLeave={() => session.leave()} />
      )}
      {state.soundBlocked && state.phase !== "connecting" && (
        <div className="note">
          <p>{t("call.sound_blocked")}</p>
          <button
            type="button"
            className="button primary small"
            onClick={() => session.turnOnSound()}
          >
            <Volume2 aria-hidden="true" />
            {t("call.turn_on_sound")}
          </button>
        </div>
      )}
      {state.notice && (
        <div className="note" role="alert">
          <p>{state.notice}</p>
          <button
            type="button"
            className="button quiet small icon-only"
            aria-label={t("call.dismiss")}
            onClick={() => session.dismiss()}
          >
            <X aria-hidden="true" />
          </button>
        </div>
      )}
      {talkingMuted && <TalkingMuted session={session} />}
      {children}
      {alone && <Alone link={alone} />}
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
        <p>{t("call.reconnecting")}</p>
      </div>
    );
  }
  return (
    <section className="note tall" role="status" data-stale>
      <h2>{t("call.connection_was_lost")}</h2>
      <p>{t("call.connection_was_lost_words")}</p>
      <div className="note-actions">
        <span className="note-trying">
          <Spinner /> {t("call.trying")}
        </span>
        <button type="button" className="button small" onClick={onLeave}>
          {t("call.leave_the_call")}
        </button>
      </div>
    </section>
  );
}

function TalkingMuted({ session }: { session: Session }) {
  return (
    <div className="note" role="status">
      <MicOff aria-hidden="true" />
      <p>{t("call.talking_muted")}</p>
      <button
        type="button"
        className="button primary small"
        onClick={() => session.toggle("microphone")}
      >
        {t("call.unmute")}
      </button>
      <button
        type="button"
        className="button quiet small"
        onClick={() => prefer({ noticeTalking: false })}
      >
        {t("call.talking_muted_stop")}
      </button>
    </div>
  );
}

function Alone({ link }: { link: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <div className="note">
      <p>{t("call.alone")}</p>
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
          {t(copied ? "call.link_copied" : "call.copy_link")}
        </button>
      )}
    </div>
  );
}
