/**
 * Which key does what in the call. Pure. Ctrl/Cmd with a letter works everywhere; single keys never
 * while somebody types, and not at all for those who turned them off.
 */
import { t } from "../../texts/index.ts";

export type Command =
  | "microphone"
  | "camera"
  | "talk"
  | "hand"
  | "chat"
  | "people"
  | "help"
  | "next_page"
  | "previous_page";

export interface Press {
  key: string;
  /** The place on the keyboard, for scripts without Latin letters. */
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

export interface Where {
  /** A field, a list of choices, an open menu or dialog: keys mean something there. */
  typing: boolean;
  /** Something that these keys scroll. */
  scrolling: boolean;
  /** Something that the space bar presses, and that was reached with the keyboard. */
  pressable: boolean;
  singleKeys: boolean;
  /** Mac keyboards say Cmd where the others say Ctrl. */
  mac: boolean;
}

const withControl: Record<string, Command> = { d: "microphone", e: "camera" };
const single: Record<string, Command> = { v: "talk", h: "hand", c: "chat", p: "people" };

/** The letter on the key, in whatever script the keyboard writes. */
export function letterOf({ key, code }: Pick<Press, "key" | "code">): string {
  const letter = key.toLowerCase();
  if (/^[a-z]$/.test(letter)) return letter;
  const latin = /^Key([A-Z])$/.exec(code)?.[1];
  return latin && letter.length === 1 && letter > "\u007f" ? latin.toLowerCase() : letter;
}

export function commandOf(press: Press, where: Where): Command | null {
  const letter = letterOf(press);
  const control = where.mac ? press.metaKey : press.ctrlKey;
  const other = where.mac ? press.ctrlKey : press.metaKey;
  if (control && !other && !press.altKey && !press.shiftKey) return withControl[letter] ?? null;
  if (control || other || press.altKey || where.typing) return null;
  if (press.key === "PageDown") return where.scrolling ? null : "next_page";
  if (press.key === "PageUp") return where.scrolling ? null : "previous_page";
  if (!where.singleKeys) return null;
  // On many keyboards "?" needs Shift; the letters don't.
  if (press.key === "?") return "help";
  if (press.shiftKey) return null;
  if (press.key === " ") return where.pressable ? null : "talk";
  return single[letter] ?? null;
}

/**
 * Whether a key moves the focus. After one of these the space bar belongs to the button that has the
 * focus, as everywhere on the web; after a press of the pointer it does not: that button only kept it.
 */
export const moves = ({ key }: Pick<Press, "key">, { typing }: Pick<Where, "typing">) =>
  key === "Tab" || (!typing && /^(Arrow|Home$|End$)/.test(key));

/** `byKeyboard`: the focus was last moved with the keyboard, not by the pointer. */
export function whereIs(
  target: EventTarget | null,
  singleKeys: boolean,
  byKeyboard: boolean,
): Where {
  // Not `instanceof`: an element of another window is an instance of that window's classes.
  const element = target as Partial<Element> | null;
  const within = (what: string) => Boolean(element?.closest?.(what));
  return {
    typing:
      within("input:not([type=checkbox], [type=radio]), textarea, select") ||
      within("[contenteditable]:not([contenteditable=false])") ||
      within("dialog, [role=dialog], [role=menu], [role=listbox]"),
    scrolling: within("aside"),
    pressable:
      byKeyboard &&
      within("button, input, a[href], summary, [role=button], [tabindex]:not([tabindex='-1'])"),
    singleKeys,
    mac: isMac(),
  };
}

export const isMac = () =>
  typeof navigator !== "undefined" && /mac|iphone|ipad/i.test(navigator.platform);

/** As a person reads it, and as `aria-keyshortcuts` wants it. */
export const withCommand = (letter: string) => `${isMac() ? "⌘" : t("call.key_control")} ${letter}`;
export const ariaCommand = (letter: string) => `${isMac() ? "Meta" : "Control"}+${letter}`;
