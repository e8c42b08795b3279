import type { Track } from "livekit-client";
import { useEffect, useRef, useState } from "react";

export function Picture({
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
