import type { ReactNode, Ref } from "react";
import { Spinner } from "../../components/Spinner.tsx";

export interface ToolProps {
  label: string;
  /** What a person reads, where that is not the label. */
  word?: string;
  icon: ReactNode;
  onPress?: () => void;
  pressed?: boolean;
  expanded?: boolean;
  /** Off is the usual state: nothing to warn about. */
  quietWhenOff?: boolean;
  busy?: boolean;
  disabled?: boolean;
  /** How many of something wait behind it. */
  badge?: number;
  /** The same in words, for whoever does not see the number. */
  badgeWords?: string;
  look?: "leave";
  /** The key that does the same. */
  keys?: string;
  ariaKeys?: string;
  ref?: Ref<HTMLButtonElement>;
  popoverTarget?: string;
  "aria-haspopup"?: "menu" | "dialog";
}

export function Tool({
  label,
  word,
  icon,
  onPress,
  pressed,
  expanded,
  quietWhenOff,
  busy,
  disabled,
  badge,
  badgeWords,
  look,
  keys,
  ariaKeys = keys,
  ...rest
}: ToolProps) {
  const about = `${label}${keys ? ` (${keys})` : ""}`;
  return (
    <button
      {...rest}
      type="button"
      className="tool"
      data-look={look ?? (quietWhenOff || pressed === undefined ? "quiet" : undefined)}
      aria-label={label}
      aria-pressed={pressed}
      aria-expanded={expanded}
      aria-keyshortcuts={ariaKeys}
      aria-busy={busy || undefined}
      aria-disabled={disabled || undefined}
      aria-description={badge ? badgeWords : undefined}
      title={about}
      onClick={() => {
        if (!disabled) onPress?.();
      }}
    >
      <span className="tool-disc">
        {busy ? <Spinner /> : icon}
        {Boolean(badge) && (
          <span className="tool-badge" aria-hidden="true">
            {badge && badge > 99 ? "99+" : badge}
          </span>
        )}
      </span>
      <span className="tool-word" aria-hidden="true">
        {word ?? label}
      </span>
    </button>
  );
}
