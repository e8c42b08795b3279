/**
 * One visit of one meeting: before joining, in the call, afterwards. The call's code (LiveKit and all)
 * is another chunk, fetched once this page stands.
 */
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { Spinner } from "../components/Spinner.tsx";
import { Statement } from "../components/Statement.tsx";
import { Capture } from "../features/prejoin/capture.ts";
import { choices, remember } from "../features/prejoin/memory.ts";
import { PreJoin } from "../features/prejoin/PreJoin.tsx";
import { t } from "../texts/index.ts";
import { enterAsHost, Failure, type Joined, join, sessionOf } from "./api.ts";
import { Mark } from "./Mark.tsx";
import { type Ending, endingOf, endingWords, type Problem, problemOf, wayBack } from "./words.ts";

const loadCall = () => import("../features/call/Call.tsx");
const Call = lazy(loadCall);
const Lobby = lazy(() => import("../features/lobby/Lobby.tsx"));
/** A failure here is no news: joining tries again. */
const prefetchCall = () => void loadCall().catch(() => undefined);

type Visit =
  | { at: "before"; problem: Problem | null }
  | { at: "entering" }
  | { at: "lobby"; name: string }
  | { at: "call"; joined: Joined }
  | { at: "after"; ending: Ending; words: string | null };

export interface GuestProps {
  meeting: string;
  title: string;
  /** Start with the call: the host's own app sent us here. */
  hostCode: string | null;
  /** People are let in one by one. */
  lobby: boolean;
  /** The page itself came with "not found". */
  unknown: boolean;
}

export function Guest({ meeting, title, hostCode, lobby, unknown }: GuestProps) {
  const [visit, setVisit] = useState<Visit>(
    unknown
      ? { at: "after", ending: "not_found", words: null }
      : hostCode
        ? { at: "entering" }
        : { at: "before", problem: null },
  );
  const [guarded, setGuarded] = useState(lobby);
  const capture = useRef<Capture | null>(null);

  const freshCapture = useCallback(() => {
    capture.current?.close();
    capture.current = new Capture();
    void capture.current.start();
    return capture.current;
  }, []);
  if (!unknown && !capture.current) freshCapture();

  const onEnd = useCallback((ending: Ending, words: string | null = null) => {
    capture.current?.close();
    setVisit({ at: "after", ending, words });
  }, []);

  const fail = useCallback(
    (error: unknown) => {
      const failure = error instanceof Failure ? error : new Failure("unknown");
      const ending = endingOf(failure);
      if (ending) onEnd(ending);
      else setVisit({ at: "before", problem: problemOf(failure) });
    },
    [onEnd],
  );

  /** Into the call, or to the lobby where people are let in one by one. */
  const enter = useCallback(
    async (name: string) => {
      // A session may be a host's, who does not wait; everybody else need not ask in vain.
      if (guarded && !sessionOf(meeting)) {
        setVisit({ at: "lobby", name });
        return;
      }
      try {
        setVisit({ at: "call", joined: await join(meeting, name) });
      } catch (error) {
        if (error instanceof Failure && error.code === "lobby") {
          setGuarded(true);
          setVisit({ at: "lobby", name });
        } else {
          fail(error);
        }
      }
    },
    [meeting, guarded, fail],
  );

  const onAdmitted = useCallback((joined: Joined) => setVisit({ at: "call", joined }), []);
  const onGuarded = useCallback(() => setGuarded(true), []);

  useEffect(() => {
    if (!hostCode) return;
    void (async () => {
      try {
        const joined = await enterAsHost(meeting, hostCode);
        remember({ name: joined.name });
        setVisit({ at: "call", joined });
      } catch (error) {
        fail(error);
      }
    })();
  }, [hostCode, meeting, fail]);

  // The name field comes first: the call's code waits until nobody is kept from typing by it.
  useEffect(() => {
    if (unknown) return;
    const timer = setTimeout(prefetchCall, hostCode ? 0 : 1_200);
    return () => clearTimeout(timer);
  }, [unknown, hostCode]);

  async function again(ending: Ending) {
    const { name } = choices();
    freshCapture();
    if (wayBack[ending] === "try_again" || !name) {
      setVisit({ at: "before", problem: null });
      return;
    }
    setVisit({ at: "entering" });
    await enter(name);
  }

  useEffect(() => {
    const about = visit.at === "after" ? endingWords(visit.ending).heading : title || meeting;
    document.title = `${about} · Confab`;
  }, [visit, title, meeting]);

  switch (visit.at) {
    case "before":
      return capture.current ? (
        <PreJoin
          meeting={meeting}
          title={title}
          capture={capture.current}
          problem={visit.problem}
          guarded={guarded}
          onGuarded={onGuarded}
          onNearJoin={prefetchCall}
          onJoin={enter}
          onGone={() => fail(new Failure("meeting_not_found"))}
        />
      ) : null;
    case "entering":
      return <Entering />;
    case "lobby":
      return capture.current ? (
        <Suspense fallback={<Entering />}>
          <Lobby
            meeting={meeting}
            title={title || meeting}
            name={visit.name}
            capture={capture.current}
            onAdmitted={onAdmitted}
            onEnd={onEnd}
            onBack={() => setVisit({ at: "before", problem: null })}
          />
        </Suspense>
      ) : null;
    case "call":
      return capture.current ? (
        <Suspense fallback={<Entering />}>
          <Call
            key={visit.joined.identity}
            joined={visit.joined}
            title={title || meeting}
            capture={capture.current}
            onEnd={onEnd}
          />
        </Suspense>
      ) : null;
    case "after": {
      const { heading, sentence, again: label } = endingWords(visit.ending);
      return (
        <Statement
          heading={heading}
          takeFocus
          mark={<Mark />}
          actions={
            label ? (
              <button type="button" className="button primary" onClick={() => again(visit.ending)}>
                {label}
              </button>
            ) : visit.ending === "not_found" ? (
              <a className="button" href="/">
                {t("endings.other_code")}
              </a>
            ) : null
          }
        >
          <p>{visit.words ?? sentence}</p>
        </Statement>
      );
    }
  }
}

/** Dark already, as the call will be; the words come when it takes a while (guest.css says when). */
function Entering() {
  return (
    <main className="stage-ground" role="status">
      <p className="entering-words">
        <Spinner /> {t("prejoin.joining")}
      </p>
      <p className="entering-advice">{t("prejoin.slow")}</p>
    </main>
  );
}
