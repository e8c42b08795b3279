/** The eight reactions in a row over the toolbar. It stays open, as people rarely clap once. */
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import "../../texts/areas/people.ts";
import { t } from "../../texts/index.ts";
import { byArrows } from "../call/arrows.ts";
import { Refused, reactionEmoji } from "../live/api.ts";
import { useMeeting } from "../live/context.ts";
import "./reactions.css";

export default function ReactionPicker({ onDone }: { onDone: () => void }) {
  const { live } = useMeeting();
  const place = useRef<HTMLDivElement>(null);
  const [slower, setSlower] = useState(false);
  const done = useRef(onDone);
  done.current = onDone;

  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    const here = place.current;
    here?.querySelector("button")?.focus();
    const elsewhere = (event: PointerEvent) => {
      // A press on the toolbar is the toolbar's: its button closes this by itself.
      if (!(event.target as Element).closest(".reaction-picker, .bar-tools")) done.current();
    };
    addEventListener("pointerdown", elsewhere);
    return () => {
      removeEventListener("pointerdown", elsewhere);
      const { activeElement } = document;
      if (!activeElement || activeElement === document.body || here?.contains(activeElement)) {
        before?.focus();
      }
    };
  }, []);

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      onDone();
    } else {
      byArrows(event);
    }
  }

  async function react(emoji: string) {
    try {
      await live.api.reaction(emoji);
      setSlower(false);
    } catch (error) {
      if (error instanceof Refused && error.status === 429) setSlower(true);
    }
  }

  return (
    <div ref={place} className="reaction-picker">
      <div
        role="toolbar"
        aria-label={t("people.reactions")}
        className="reaction-row"
        onKeyDown={onKeyDown}
      >
        {reactionEmoji.map((emoji) => (
          <button
            key={emoji}
            type="button"
            className="reaction-button"
            aria-label={t("people.react", { emoji })}
            onClick={() => react(emoji)}
          >
            <span aria-hidden="true">{emoji}</span>
          </button>
        ))}
      </div>
      <p role="status" className="reaction-slower">
        {slower && t("people.react_slower")}
      </p>
    </div>
  );
}
