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
import { enterAsHost, Failure, type Joined, join } from "./api.ts";
import { Mark } from "./Mark.tsx";
import { type Ending, endingOf, endings, type Problem, problemOf } from "./words.ts";

const loadCall = () => import("../features/call/Call.tsx");
const Call = lazy(loadCall);
/** A failure here is no news: joining tries again. */
const prefetchCall = () => void loadCall().catch(() => undefined);

type Visit =
  | { at: "before"; problem: Problem | null }
  | { at: "entering" }
  | { at: "call"; joined: Joined }
  | { at: "after"; ending: Ending };

export interface GuestProps {
  meeting: string;
  title: string;
  /** Start with the call: the host's own app sent us here. */
  hostCode: string | null;
  /** The page itself came with "not found". */
  unknown: boolean;
}

export function Guest({ meeting, title, hostCode, unknown }: GuestProps) {
  const [visit, setVisit] = useState<Visit>(
    unknown
      ? { at: "after", ending: "not_found" }
      : hostCode
        ? { at: "entering" }
        : { at: "before", problem: null },
  );
  const capture = useRef<Capture | null>(null);

  const freshCapture = useCallback(() => {
    capture.current?.close();
    capture.current = new Capture();
    void capture.current.start();
    return capture.current;
  }, []);
  if (!unknown && !capture.current) freshCapture();

  const fail = useCallback((error: unknown) => {
    const failure = error instanceof Failure ? error : new Failure("unknown");
    const ending = endingOf(failure);
    if (ending) {
      capture.current?.close();
      setVisit({ at: "after", ending });
    } else {
      setVisit({ at: "before", problem: problemOf(failure) });
    }
  }, []);

  const enter = useCallback(
    async (ask: () => Promise<Joined>) => {
      try {
        setVisit({ at: "call", joined: await ask() });
      } catch (error) {
        fail(error);
      }
    },
    [fail],
  );

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

  const onEnd = useCallback((ending: Ending) => {
    capture.current?.close();
    setVisit({ at: "after", ending });
  }, []);

  async function again(ending: Ending) {
    const { name } = choices();
    freshCapture();
    if (endings[ending].again === "Try again" || !name) {
      setVisit({ at: "before", problem: null });
      return;
    }
    setVisit({ at: "entering" });
    await enter(() => join(meeting, name));
  }

  useEffect(() => {
    const about = visit.at === "after" ? endings[visit.ending].heading : title || meeting;
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
          onNearJoin={prefetchCall}
          onJoin={(name) => enter(() => join(meeting, name))}
          onGone={() => fail(new Failure("meeting_not_found"))}
        />
      ) : null;
    case "entering":
      return <Entering />;
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
      const { heading, sentence, again: label } = endings[visit.ending];
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
                Enter another code
              </a>
            ) : null
          }
        >
          <p>{sentence}</p>
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
        <Spinner /> Joining…
      </p>
      <p className="entering-advice">
        This takes longer than usual. The host’s computer may be busy, asleep or offline.
      </p>
    </main>
  );
}
