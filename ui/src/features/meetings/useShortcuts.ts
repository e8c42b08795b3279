/** The window's keys: Ctrl or Cmd with N, F, a comma or Z; Escape goes back. */
import { useEffect, useRef } from "react";

export interface Shortcuts {
  onNew: () => void;
  onSearch: () => void;
  onSettings: () => void;
  /** Says whether there was something to take back. */
  onUndo: () => boolean;
  onBack: (() => void) | null;
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches("input, textarea, [contenteditable]");

export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || document.querySelector("[role$=dialog]"))
        return;
      const { onNew, onSearch, onSettings, onUndo, onBack } = latest.current;
      if (event.key === "Escape" && onBack && !typing(event.target)) return onBack();
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey) return;
      const deed: Record<string, () => void> = {
        n: onNew,
        f: onSearch,
        ",": onSettings,
      };
      if (event.key === "z" && !typing(event.target)) {
        if (onUndo()) event.preventDefault();
        return;
      }
      const run = deed[event.key];
      if (!run) return;
      event.preventDefault();
      run();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}
