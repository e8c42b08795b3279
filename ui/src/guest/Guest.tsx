/**
 * One visit of one meeting: before joining, in the call, afterwards. The call's code (LiveKit and all)
 * is another chunk, fetched once this page stands.
 */
import { Suspense, startTransition, useCallback, useEffect, useRef, useState } from "react";
import { lazily } from "../components/lazily.ts";
import { Spinner } from "../components/Spinner.tsx";
import { Statement } from "../components/Statement.tsx";
import type { Cover, Seal } from "../features/call/cover.ts";
import { DoctorPage } from "../features/doctor/load.ts";
import { Capture } from "../features/prejoin/capture.ts";
import { choices, nameOfHost } from "../features/prejoin/memory.ts";
import { PreJoin } from "../features/prejoin/PreJoin.tsx";
import type { Kind } from "../features/prejoin/problems.ts";
import {
  type Admitted,
  type Entered,
  enter,
  loadCall,
  prepareCall,
  warmFor,
} from "../features/warm/enter.ts";
import { t } from "../texts/index.ts";
import { Failure, type HostEntry, type Joined, sessionOf } from "./api.ts";
import { Mark } from "./Mark.tsx";
import {
  type Ending,
  endingOf,
  endingWords,
  failureOf,
  type Problem,
  problemOf,
  wayBack,
} from "./words.ts";

const Lobby = lazily(() => import("../features/lobby/Lobby.tsx"));
const Trust = lazily(() => import("../features/trust/Trust.tsx"));

type Warming = ReturnType<typeof warmFor>;
type CallPage = Awaited<ReturnType<typeof loadCall>>["default"];

type Visit =
  | { at: "before"; problem: Problem | null }
  | { at: "insecure" }
  | { at: "entering" }
  | { at: "lobby"; name: string }
  | ({ at: "call"; Call: CallPage; cover: Cover | null } & Entered)
  | { at: "after"; ending: Ending; words: string | null }
  | { at: "doctor"; back: Visit };

export interface GuestProps {
  meeting: string;
  title: string;
  /** The host's own app sent us here. */
  enterAsHost: (() => Promise<HostEntry>) | null;
  /** People are let in one by one. */
  lobby: boolean;
  /** A connection may be made before the click on Join. */
  warms: boolean;
  /** The first of these, where it was begun before this page was drawn. */
  early: Warming | null;
  /** The page itself came with "not found". */
  unknown: boolean;
  /** Of an encrypted meeting. */
  seal: Seal | null;
}

export function Guest({
  meeting,
  title,
  enterAsHost,
  lobby,
  warms,
  early,
  unknown,
  seal,
}: GuestProps) {
  const [visit, setVisit] = useState<Visit>(
    unknown
      ? { at: "after", ending: "not_found", words: null }
      : enterAsHost
        ? { at: "entering" }
        : { at: "before", problem: null },
  );
  const [guarded, setGuarded] = useState(lobby);
  /** The app's code was exchanged: this page's session is the host's. */
  const [hosting, setHosting] = useState(false);
  const capture = useRef<Capture | null>(null);
  const warm = useRef<Warming | null>(null);
  const begun = useRef(early);

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
      const failure = failureOf(error);
      const ending = endingOf(failure);
      if (ending) onEnd(ending);
      else setVisit({ at: "before", problem: problemOf(failure) });
    },
    [onEnd],
  );

  const goIn = useCallback(
    async ({ joined, warm }: Admitted) => {
      // Not through `lazy`: what React shows behind a fallback it holds back for 300 ms.
      const wait = setTimeout(() => setVisit({ at: "entering" }));
      try {
        const picture = warm.then((connection) => connection?.show());
        const [{ default: Call }, cover, connection] = await Promise.all([
          warm.then(loadCall),
          seal?.cover(joined.identity) ?? null,
          warm,
          picture,
        ]);
        // As a transition: drawing the call yields to the connection, which may still be agreed on.
        startTransition(() => setVisit({ at: "call", Call, cover, joined, warm: connection }));
      } catch {
        void warm.then((connection) => connection?.drop());
        throw new Failure("unreachable");
      } finally {
        clearTimeout(wait);
      }
    },
    [seal],
  );

  /** Into the call, or to the lobby where people are let in one by one. */
  const comeIn = useCallback(
    async (name: string) => {
      // A session may be a host's, who does not wait; everybody else need not ask in vain.
      if (guarded && !sessionOf(meeting)) {
        setVisit({ at: "lobby", name });
        return;
      }
      try {
        await goIn(await enter(meeting, name, warm.current, !seal));
      } catch (error) {
        if (error instanceof Failure && error.code === "lobby") {
          setGuarded(true);
          setVisit({ at: "lobby", name });
        } else {
          fail(error);
        }
      }
    },
    [meeting, guarded, seal, goIn, fail],
  );

  const onAdmitted = useCallback(
    (joined: Joined) => void goIn(byItself(joined)).catch(fail),
    [goIn, fail],
  );
  const held = useCallback((kind: Kind) => capture.current?.snapshot()[kind].track ?? null, []);
  const onGuarded = useCallback(() => setGuarded(true), []);

  useEffect(() => {
    if (!enterAsHost) return;
    prepareCall();
    void (async () => {
      try {
        const { joined } = await enterAsHost();
        setHosting(true);
        const name = nameOfHost(joined.name);
        if (!choices().atOnce) setVisit({ at: "before", problem: null });
        else if (name !== joined.name) await goIn(await enter(meeting, name, null, !seal));
        else await goIn(byItself(joined));
      } catch (error) {
        fail(error);
      }
    })();
  }, [enterAsHost, meeting, seal, goIn, fail]);

  // The name field comes first: what the call needs waits until the page is drawn and idle, or until
  // somebody types or is about to press Join.
  const before = visit.at === "before" ? visit : null;
  useEffect(() => {
    if (!before) return;
    const readying = warms && !guarded ? (begun.current ?? warmFor(meeting)) : null;
    begun.current = null;
    readying?.begin();
    warm.current = readying;
    const forget = whenIdle(prepareCall);
    return () => {
      forget();
      readying?.close();
    };
  }, [before, meeting, warms, guarded]);

  async function again(ending: Ending) {
    const { name } = choices();
    freshCapture();
    if (wayBack[ending] === "try_again" || !name) {
      setVisit({ at: "before", problem: null });
      return;
    }
    setVisit({ at: "entering" });
    await comeIn(name);
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
          hosting={hosting}
          guarded={guarded && !hosting}
          onGuarded={onGuarded}
          onInsecure={() => setVisit({ at: "insecure" })}
          onNearJoin={prepareCall}
          onJoin={comeIn}
          onGone={() => fail(new Failure("meeting_not_found"))}
          onCheck={() => setVisit({ at: "doctor", back: visit })}
        />
      ) : null;
    case "insecure":
      return (
        <Suspense fallback={null}>
          <Trust
            why="insecure"
            mark={<Mark />}
            onBack={() => setVisit({ at: "before", problem: null })}
          />
        </Suspense>
      );
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
        <visit.Call
          key={visit.joined.identity}
          joined={visit.joined}
          title={title || meeting}
          capture={capture.current}
          link={`${location.origin}${location.pathname}${seal?.fragment ?? ""}`}
          warm={visit.warm}
          cover={visit.cover}
          onEnd={onEnd}
        />
      ) : null;
    case "doctor":
      return (
        <Suspense fallback={<Statement heading={t("common.check_connection")} />}>
          <DoctorPage held={held} onBack={() => setVisit(visit.back)} />
        </Suspense>
      );
    case "after": {
      if (visit.ending === "blocked") {
        return (
          <Suspense fallback={null}>
            <Trust why="blocked" mark={<Mark />} onBack={() => void again("blocked")} />
          </Suspense>
        );
      }
      const { heading, sentence, again: label } = endingWords(visit.ending);
      return (
        <Statement
          heading={heading}
          takeFocus
          mark={<Mark />}
          actions={
            label ? (
              <>
                <button
                  type="button"
                  className="button primary"
                  onClick={() => again(visit.ending)}
                >
                  {label}
                </button>
                {visit.ending === "lost" && (
                  <button
                    type="button"
                    className="button"
                    onClick={() => setVisit({ at: "doctor", back: visit })}
                  >
                    {t("common.check_connection")}
                  </button>
                )}
              </>
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

/** The call connects when it is drawn. */
const byItself = (joined: Joined): Admitted => ({ joined, warm: Promise.resolve(null) });

/** Once what was drawn last is seen and nothing else is to be done. */
function whenIdle(then: () => void): () => void {
  // Safari has none.
  if (typeof requestIdleCallback !== "function") {
    const timer = setTimeout(then, 300);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(then, { timeout: 1_200 });
  return () => cancelIdleCallback(idle);
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
