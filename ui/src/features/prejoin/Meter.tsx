import { useEffect, useState } from "react";
import { Hush, listen } from "./level.ts";

/** Milliseconds before listening begins: it takes a thread of its own, which joining at once does without. */
const calm = 400;

/** How loud a track is, as a bar and for screen readers; tells when it has been silent for long. */
export function Meter({
  label,
  track,
  onSilent,
}: {
  label: string;
  track: MediaStreamTrack | null;
  onSilent?: (silent: boolean) => void;
}) {
  const [level, setLevel] = useState(0);
  useEffect(() => {
    if (!track) return;
    const hush = new Hush();
    let stop = () => {};
    const timer = setTimeout(() => {
      stop = listen(new MediaStream([track]), (heard) => {
        setLevel(Math.round(heard * 100));
        onSilent?.(hush.hear(heard, performance.now()));
      });
    }, calm);
    return () => {
      clearTimeout(timer);
      stop();
      setLevel(0);
      onSilent?.(false);
    };
  }, [track, onSilent]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: browsers draw <meter> in colours of their own
    <span
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={level}
      className="level"
    >
      <span className="level-bar" style={{ inlineSize: `${level}%` }} />
    </span>
  );
}
