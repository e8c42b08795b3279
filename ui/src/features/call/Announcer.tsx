import { useEffect, useRef, useState } from "react";
import { t } from "../../texts/index.ts";
import type { People } from "./people.ts";
import type { SessionState } from "./session.ts";

/** What changes in the room, said politely; a burst becomes one sentence. */
export function Announcer({ people, state }: { people: People; state: SessionState }) {
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
      setSaid(
        t(phase.current === "reconnecting" ? "call.said_connected_again" : "call.said_inside"),
      );
    }
    phase.current = state.phase;
  }, [state.phase]);
  return (
    <p className="unseen" aria-live="polite" data-testid="announcements">
      {said}
    </p>
  );
}
