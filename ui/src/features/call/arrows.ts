import type { KeyboardEvent } from "react";

/** Arrows move along the toolbar; Tab works as everywhere. */
export function byArrows(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowRight: 1, ArrowLeft: -1, Home: "first", End: "last" }[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>("button")];
  const at = buttons.indexOf(document.activeElement as HTMLElement);
  const forward = getComputedStyle(event.currentTarget).direction === "rtl" ? -1 : 1;
  const next =
    step === "first"
      ? 0
      : step === "last"
        ? buttons.length - 1
        : (at + Number(step) * forward + buttons.length) % buttons.length;
  buttons[next]?.focus();
  event.preventDefault();
}
