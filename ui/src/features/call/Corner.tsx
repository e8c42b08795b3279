import { Move } from "lucide-react";
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from "react";
import { direction, t } from "../../texts/index.ts";
import { moveCorner, nearestCorner, seenCorner } from "./corner.ts";
import { prefer, usePrefs } from "./prefs.ts";

/** Oneself over the others, in one of four corners: dragged there, or sent there with the arrow keys. */
export function Corner({ children }: { children: ReactNode }) {
  const { corner } = usePrefs();
  const place = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<{ x: number; y: number } | null>(null);
  const from = useRef<{ x: number; y: number } | null>(null);

  const rtl = direction === "rtl";
  const said = seenCorner(corner, rtl);

  function onPointerDown(event: PointerEvent<HTMLElement>) {
    const target = event.target as HTMLElement;
    if (event.button !== 0 || target.closest(".tile-more, .action-menu")) return;
    from.current = { x: event.clientX, y: event.clientY };
    event.currentTarget.setPointerCapture(event.pointerId);
  }

  function onPointerMove(event: PointerEvent<HTMLElement>) {
    const start = from.current;
    if (!start) return;
    const by = { x: event.clientX - start.x, y: event.clientY - start.y };
    // A finger that only meant to press trembles a little.
    if (drag || Math.hypot(by.x, by.y) > 6) setDrag(by);
  }

  function onPointerUp() {
    from.current = null;
    if (!drag) return;
    const box = place.current?.getBoundingClientRect();
    const room = place.current?.parentElement?.getBoundingClientRect();
    setDrag(null);
    if (!box || !room) return;
    const middle = {
      x: box.left + box.width / 2 - room.left,
      y: box.top + box.height / 2 - room.top,
    };
    prefer({ corner: nearestCorner(middle, room, rtl) });
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const next = moveCorner(corner, event.key, rtl);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    prefer({ corner: next });
  }

  return (
    <div
      ref={place}
      className="corner"
      data-corner={corner}
      data-dragged={drag ? true : undefined}
      style={drag ? { translate: `${drag.x}px ${drag.y}px` } : undefined}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => {
        from.current = null;
        setDrag(null);
      }}
    >
      {children}
      <button
        type="button"
        className="corner-move"
        aria-label={t("call.move_self_view")}
        aria-description={t("call.move_self_view_how")}
        title={t("call.move_self_view")}
        onKeyDown={onKeyDown}
      >
        <Move aria-hidden="true" />
      </button>
      <span className="unseen" aria-live="polite">
        {t(`call.corner_${said}`)}
      </span>
    </div>
  );
}
