/** Reactions that float up over the pictures and are gone. Announced elsewhere; here only for the eye. */
import { type CSSProperties, useEffect, useState } from "react";
import { useMeeting } from "../live/context.ts";
import "./reactions.css";

interface Floating {
  key: number;
  emoji: string;
  name: string;
  /** Where along the width, and how it sways: from 0 to 1. */
  place: number;
}

const lifetime = 4_000;
const most = 30;
let count = 0;

export default function Reactions() {
  const { live } = useMeeting();
  const [floating, setFloating] = useState<readonly Floating[]>([]);
  useEffect(() => {
    const timers = new Set<ReturnType<typeof setTimeout>>();
    const unhear = live.onChange((change) => {
      if (change.type !== "reaction" || change.meeting_id !== live.meeting) return;
      count += 1;
      const key = count;
      // Beside each other rather than by luck on top of each other.
      const place = (key * 0.382) % 1;
      const { emoji, name } = change;
      setFloating((now) => [...now, { key, emoji, name, place }].slice(-most));
      const timer = setTimeout(() => {
        timers.delete(timer);
        setFloating((now) => now.filter((each) => each.key !== key));
      }, lifetime);
      timers.add(timer);
    });
    return () => {
      unhear();
      for (const timer of timers) clearTimeout(timer);
    };
  }, [live]);
  return (
    <div className="reactions" aria-hidden="true" data-testid="reactions">
      {floating.map(({ key, emoji, name, place }) => (
        <span key={key} className="reaction" style={{ "--place": place } as CSSProperties}>
          <span className="reaction-emoji">{emoji}</span>
          <span className="reaction-name">{name}</span>
        </span>
      ))}
    </div>
  );
}
