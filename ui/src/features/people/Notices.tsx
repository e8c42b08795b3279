/** What happens to oneself or to everybody, said over the pictures with what one can do about it. */
import { X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import "../../texts/areas/people.ts";
import { t } from "../../texts/index.ts";
import { useMeeting } from "../live/context.ts";
import { mayModerate } from "../live/state.ts";
import { useLive } from "../live/useLive.ts";
import { moderatedWords, rulesWords, whoDid } from "./moderated.ts";

interface Notice {
  key: number;
  words: string;
  /** Asks for something; stays until it is answered. */
  action?: { label: string; run: () => void };
}

/** How long a notice that asks nothing stays. */
const readable = 8_000;
const most = 3;

export default function Notices() {
  return (
    <>
      <Ending />
      <WaitingPeople />
      <Deeds />
    </>
  );
}

function Deeds() {
  const { live, session, people, noticing } = useMeeting();
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const rules = useLive(live, (state) => state.rules);
  const role = useLive(live, (state) => state.me.role);
  const next = useRef(0);
  const say = useRef((words: string, action?: Notice["action"]) => {
    next.current += 1;
    const key = next.current;
    const drop = () => setNotices((now) => now.filter((each) => each.key !== key));
    setNotices((now) =>
      [...now.filter((each) => each.words !== words), { key, words, action }].slice(-most),
    );
    if (!action) setTimeout(drop, readable);
  }).current;

  useEffect(
    () =>
      noticing((change) => {
        const state = live.snapshot();
        if (change.type === "moderated" && change.meeting_id === live.meeting) {
          const words = moderatedWords(state, change);
          if (words) say(words);
          if (change.identity === state.me.identity && change.what === "screen_stopped") {
            void session.shareScreen(false);
          }
        }
        if (change.type !== "asked" || change.identity !== state.me.identity) return;
        if (change.what === "stop_screen") {
          void session.shareScreen(false);
          return;
        }
        say(t("people.asks_unmute", { by: whoDid(state, change.by_identity) }), {
          label: t("people.unmute"),
          run: () => {
            const me = people.snapshot().find((person) => person.local);
            if (!me?.microphone) void session.toggle("microphone");
          },
        });
      }),
    [live, session, people, noticing, say],
  );

  const before = useRef<typeof rules | null>(null);
  const told = useLive(live, (state) => state.phase !== "connecting");
  useEffect(() => {
    if (!told) return;
    if (before.current && role === "guest") {
      for (const words of rulesWords(before.current, rules)) say(words);
    }
    before.current = rules;
  }, [told, rules, role, say]);

  const drop = (key: number) => setNotices((now) => now.filter((each) => each.key !== key));
  return notices.map(({ key, words, action }) => (
    <div key={key} className="note" role={action ? "alert" : "status"}>
      <p>{words}</p>
      {action ? (
        <>
          <button
            type="button"
            className="button primary small"
            onClick={() => {
              drop(key);
              action.run();
            }}
          >
            {action.label}
          </button>
          <button type="button" className="button quiet small" onClick={() => drop(key)}>
            {t("people.not_now")}
          </button>
        </>
      ) : (
        <button
          type="button"
          className="button quiet small icon-only"
          aria-label={t("common.dismiss")}
          onClick={() => drop(key)}
        >
          <X aria-hidden="true" />
        </button>
      )}
    </div>
  ));
}

/** The countdown that everybody sees, and that those who may can stop. */
function Ending() {
  const { live, session } = useMeeting();
  const at = useLive(live, (state) => state.endingAt);
  const may = useLive(live, (state) => mayModerate(state.me.role));
  const left = useSecondsTo(at);
  const [stopped, setStopped] = useState(false);
  const was = useRef(at);
  useEffect(() => {
    const before = was.current;
    was.current = at;
    if (before === null || at !== null || before < Date.now()) return;
    setStopped(true);
    const timer = setTimeout(() => setStopped(false), readable);
    return () => clearTimeout(timer);
  }, [at]);
  if (at === null) {
    return stopped ? (
      <div className="note" role="status">
        <p>{t("people.ending_stopped")}</p>
      </div>
    ) : null;
  }
  return (
    <div className="note" data-testid="ending">
      <p className="unseen" role="alert">
        {t("people.ending_soon")}
      </p>
      <p role="timer">{t("people.ending", { seconds: left })}</p>
      {may && (
        <button
          type="button"
          className="button primary small"
          onClick={() => void live.api.stopEnding().catch(() => session.say(t("people.failed")))}
        >
          {t("people.ending_stop")}
        </button>
      )}
    </div>
  );
}

function useSecondsTo(at: number | null): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (at === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [at]);
  return at === null ? 0 : Math.max(0, Math.ceil((at - now) / 1_000));
}

/** For those who may let people in: told once for everybody who comes, until answered or put away. */
function WaitingPeople() {
  const { live, session } = useMeeting();
  const waiting = useLive(live, (state) => state.waiting);
  const may = useLive(live, (state) => mayModerate(state.me.role));
  const [away, setAway] = useState<ReadonlySet<string>>(new Set());
  const asking = may ? waiting.filter((each) => !away.has(each.waiting_id)) : [];
  const [first] = asking;
  if (!first) return null;
  const only = asking.length === 1;
  const ids = () => new Set(waiting.map((each) => each.waiting_id));
  return (
    <div className="note" role="status">
      <p>
        {only
          ? t("people.one_waits", { name: first.name })
          : t("people.many_wait", { count: asking.length })}
      </p>
      <button
        type="button"
        className="button primary small"
        onClick={() => {
          const done = only ? live.api.admit(first.waiting_id) : live.api.admitAll();
          void done.catch(() => session.say(t("people.failed")));
        }}
      >
        {only ? t("people.admit") : t("people.admit_all")}
      </button>
      <button type="button" className="button quiet small" onClick={() => setAway(ids())}>
        {t("people.not_now")}
      </button>
    </div>
  );
}
