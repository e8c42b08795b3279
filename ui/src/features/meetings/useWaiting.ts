/** How a wait is told: nothing at first, then a skeleton, then words, then what one can do. */
import { useEffect, useState } from "react";

export type Waiting = "not_yet" | "skeleton" | "words" | "advice";

const stages: [Waiting, number][] = [
  ["skeleton", 150],
  ["words", 1000],
  ["advice", 8000],
];

export function useWaiting(active: boolean): Waiting {
  const [stage, setStage] = useState<Waiting>("not_yet");
  useEffect(() => {
    if (!active) return;
    const timers = stages.map(([next, after]) => setTimeout(() => setStage(next), after));
    return () => {
      for (const timer of timers) clearTimeout(timer);
      setStage("not_yet");
    };
  }, [active]);
  return stage;
}
