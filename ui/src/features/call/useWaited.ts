import { useEffect, useRef, useState } from "react";

/** The largest of `steps` (milliseconds) that has passed since `since`, else 0. */
export function useWaited(since: number, steps: readonly number[]): number {
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
