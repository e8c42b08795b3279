import type { Track } from "livekit-client";
import { MicOff } from "lucide-react";
import { memo, useEffect, useId, useRef, useState } from "react";
import { face, initials, type Person } from "./people.ts";
import "./tile.css";

/** One per participant; what it shows is what there is: a picture, or the letters of the name. */
export const Tile = memo(function Tile({ person }: { person: Person }) {
  const about = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div
      role="group"
      aria-label={person.name}
      aria-describedby={about}
      className="tile"
      data-identity={person.identity}
      data-local={person.local || undefined}
      data-speaking={person.speaking || undefined}
      data-away={person.away || undefined}
    >
      {person.camera ? (
        <Picture track={person.camera} mirrored={person.local} />
      ) : (
        <span className="face" data-face={face(person.identity)} aria-hidden="true">
          {initials(person.name)}
        </span>
      )}
      <div className="plate" id={about}>
        {!person.microphone && !person.away && (
          <>
            <MicOff aria-hidden="true" />
            <span className="unseen">Muted, </span>
          </>
        )}
        <span className="plate-name">{person.name}</span>
        {person.local && <span className="plate-note">(you)</span>}
        {person.away && <span className="plate-note">reconnecting…</span>}
      </div>
    </div>
  );
});

export const ScreenTile = memo(function ScreenTile({ person }: { person: Person }) {
  const words = person.local ? "Your screen" : `${person.name}’s screen`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div role="group" aria-label={words} className="tile screen" data-screen={person.identity}>
      {person.screen && <Picture track={person.screen} whole />}
      <div className="plate">
        <span className="plate-name">{words}</span>
      </div>
    </div>
  );
});

function Picture({
  track,
  mirrored,
  whole,
}: {
  track: Track;
  mirrored?: boolean;
  whole?: boolean;
}) {
  const video = useRef<HTMLVideoElement>(null);
  const [upright, setUpright] = useState(false);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    track.attach(element);
    return () => {
      track.detach(element);
    };
  }, [track]);
  return (
    <video
      ref={video}
      className="picture"
      data-mirrored={mirrored || undefined}
      data-whole={whole || upright || undefined}
      onResize={({ currentTarget }) =>
        setUpright(currentTarget.videoHeight > currentTarget.videoWidth)
      }
      autoPlay
      muted
      playsInline
      disablePictureInPicture
    />
  );
}
