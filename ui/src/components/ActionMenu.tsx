/**
 * A light menu for the call: the browser's own popover (top layer, Esc, a press elsewhere), the
 * keyboard of a menu, and nothing else. What is inside is only made while it is open.
 */
import { Check } from "lucide-react";
import {
  createContext,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  type Ref,
  useContext,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import "./actionmenu.css";

/** What the button that opens the menu has to carry. */
export interface MenuTriggerProps {
  ref: Ref<HTMLButtonElement>;
  popoverTarget: string;
  "aria-haspopup": "menu";
  "aria-expanded": boolean;
}

export interface ActionMenuProps {
  label: string;
  trigger: (props: MenuTriggerProps) => ReactElement;
  children: ReactNode;
  onToggle?: (open: boolean) => void;
}

const Closing = createContext<() => void>(() => undefined);

const margin = 8;

export function ActionMenu({ label, trigger, children, onToggle }: ActionMenuProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    if (!open || !menu.current || !button.current) return;
    place(menu.current, button.current.getBoundingClientRect());
    items(menu.current)[0]?.focus();
  }, [open]);

  return (
    <>
      {trigger({
        ref: button,
        popoverTarget: id,
        "aria-haspopup": "menu",
        "aria-expanded": open,
      })}
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        tabIndex={-1}
        className="action-menu"
        onToggle={(event) => {
          if (event.target !== event.currentTarget) return;
          const now = event.newState === "open";
          setOpen(now);
          onToggle?.(now);
        }}
        onKeyDown={(event) => {
          // The toolbar's arrows and the call's own keys stay out of an open menu.
          event.stopPropagation();
          if (event.key === "Tab") menu.current?.hidePopover();
          else move(event);
        }}
      >
        <Closing value={() => menu.current?.hidePopover()}>{open && children}</Closing>
      </div>
    </>
  );
}

export interface MenuActionProps {
  icon?: ReactNode;
  danger?: boolean;
  /** Something chosen among several. */
  chosen?: boolean;
  /** Something that is on or off; the menu stays open. */
  ticked?: boolean;
  disabled?: boolean;
  /** A key that does the same. */
  hint?: string;
  onPress: () => void;
  children: ReactNode;
}

export function MenuAction({
  icon,
  danger,
  chosen,
  ticked,
  disabled,
  hint,
  onPress,
  children,
}: MenuActionProps) {
  const close = useContext(Closing);
  const state = chosen ?? ticked;
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: only the roles that know it carry it
    <button
      type="button"
      role={
        chosen !== undefined
          ? "menuitemradio"
          : ticked !== undefined
            ? "menuitemcheckbox"
            : "menuitem"
      }
      aria-checked={state}
      aria-disabled={disabled || undefined}
      tabIndex={-1}
      className={danger ? "action danger" : "action"}
      onClick={() => {
        if (disabled) return;
        if (ticked === undefined) close();
        onPress();
      }}
    >
      {icon}
      <span className="action-words">{children}</span>
      {hint && (
        <span className="action-hint" aria-hidden="true">
          {hint}
        </span>
      )}
      {state !== undefined && (
        <Check className="action-tick" data-on={state || undefined} aria-hidden="true" />
      )}
    </button>
  );
}

export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div role="group" aria-labelledby={id} className="action-group">
      <span id={id} className="action-legend">
        {label}
      </span>
      {children}
    </div>
  );
}

export const MenuSeparator = () => <hr className="action-line" />;

const items = (menu: HTMLElement) => [
  ...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]:not([aria-disabled])'),
];

function move(event: KeyboardEvent<HTMLElement>) {
  const all = items(event.currentTarget);
  const at = all.indexOf(document.activeElement as HTMLElement);
  const next = {
    ArrowDown: (at + 1) % all.length,
    ArrowUp: (at <= 0 ? all.length : at) - 1,
    Home: 0,
    End: all.length - 1,
  }[event.key];
  if (next !== undefined) {
    event.preventDefault();
    all[next]?.focus();
    return;
  }
  if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
  const letter = event.key.toLocaleLowerCase();
  const turned = [...all.slice(at + 1), ...all.slice(0, at + 1)];
  turned.find((item) => item.textContent?.trim().toLocaleLowerCase().startsWith(letter))?.focus();
}

/** Over the button where there is room, else below it, and always on the screen. */
function place(menu: HTMLElement, button: DOMRect) {
  const { innerWidth: width, innerHeight: height } = window;
  const above = button.top - margin;
  const below = height - button.bottom - margin;
  const over = above >= Math.min(menu.scrollHeight, below);
  menu.style.maxBlockSize = `${Math.max(0, (over ? above : below) - margin)}px`;
  const box = menu.getBoundingClientRect();
  const rtl = getComputedStyle(menu).direction === "rtl";
  const middle = button.left + button.width / 2;
  const wanted =
    middle < width / 3
      ? button.left
      : middle > (width * 2) / 3
        ? button.right - box.width
        : rtl
          ? button.right - box.width
          : button.left;
  const left = Math.max(margin, Math.min(wanted, width - box.width - margin));
  const top = over ? button.top - margin / 2 - box.height : button.bottom + margin / 2;
  menu.style.inset = `${Math.max(margin, top)}px auto auto ${left}px`;
}
