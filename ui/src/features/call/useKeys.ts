import { useEffect, useRef } from "react";
import { type Command, commandOf, letterOf, moves, whereIs } from "./keys.ts";
import { prefs } from "./prefs.ts";

export interface KeyDeeds {
  /** A key went down. */
  run: (command: Exclude<Command, "talk">) => void;
  /** The key for talking is held, or was let go. */
  talk: (held: boolean) => void;
}

/** The call's keys, on the whole page and in a window that belongs to it. */
export function useKeys(deeds: KeyDeeds, page: Window = window) {
  const now = useRef(deeds);
  now.current = deeds;
  useEffect(() => {
    let held: string | null = null;
    let byKeyboard = true;
    const name = (event: KeyboardEvent) => (event.key === " " ? " " : letterOf(event));
    const release = () => {
      if (held === null) return;
      held = null;
      now.current.talk(false);
    };
    const onPointer = () => {
      byKeyboard = false;
    };
    // Before the toolbar's own arrows, which keep the event to themselves.
    const onMove = (event: KeyboardEvent) => {
      if (moves(event, whereIs(event.target, true, true))) byKeyboard = true;
    };
    const onDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const command = commandOf(event, whereIs(event.target, prefs().singleKeys, byKeyboard));
      if (!command) return;
      event.preventDefault();
      if (event.repeat) return;
      if (command !== "talk") {
        now.current.run(command);
      } else if (held === null) {
        held = name(event);
        now.current.talk(true);
      }
    };
    const onUp = (event: KeyboardEvent) => {
      if (held === null || name(event) !== held) return;
      // Some browsers press a button when the space bar comes up.
      event.preventDefault();
      release();
    };
    page.addEventListener("pointerdown", onPointer, true);
    page.addEventListener("keydown", onMove, true);
    page.addEventListener("keydown", onDown);
    page.addEventListener("keyup", onUp);
    // A key that is let go in another window says so to nobody.
    page.addEventListener("blur", release);
    return () => {
      release();
      page.removeEventListener("pointerdown", onPointer, true);
      page.removeEventListener("keydown", onMove, true);
      page.removeEventListener("keydown", onDown);
      page.removeEventListener("keyup", onUp);
      page.removeEventListener("blur", release);
    };
  }, [page]);
}
