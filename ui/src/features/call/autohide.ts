import { useEffect, useRef, useState } from "react";

const restAfter = 4_000;

/**
 * True once a pointer has rested for four seconds. Someone who never moves a pointer, or used the
 * keyboard last, keeps the toolbar; so does a focus inside it and an open panel.
 */
export function useAutohide(keep: boolean): boolean {
  const [hidden, setHidden] = useState(false);
  const kept = useRef(keep);
  kept.current = keep;
  useEffect(() => {
    if (keep) setHidden(false);
  }, [keep]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      clearTimeout(timer);
      setHidden(false);
    };
    const rest = () => {
      const focused = document.querySelector(".bar :focus-visible");
      if (!kept.current && !focused) setHidden(true);
      else timer = setTimeout(rest, restAfter);
    };
    const onPointer = () => {
      show();
      timer = setTimeout(rest, restAfter);
    };
    addEventListener("pointermove", onPointer, { passive: true });
    addEventListener("pointerdown", onPointer, { passive: true });
    addEventListener("keydown", show);
    addEventListener("focusin", show);
    return () => {
      clearTimeout(timer);
      removeEventListener("pointermove", onPointer);
      removeEventListener("pointerdown", onPointer);
      removeEventListener("keydown", show);
      removeEventListener("focusin", show);
    };
  }, []);
  return hidden && !keep;
}

/** A finger that brings the hidden toolbar back must not press the button that appears under it. */
export function useTapGuard(hidden: boolean) {
  const swallow = useRef(false);
  return {
    onPointerDownCapture: (event: React.PointerEvent) => {
      swallow.current = hidden && event.pointerType === "touch";
    },
    onClickCapture: (event: React.MouseEvent) => {
      if (!swallow.current) return;
      swallow.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
