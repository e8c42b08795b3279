import { useCallback, useEffect, useRef, useState } from "react";
import type { Person } from "./people.ts";
import { canOpenDocument, openDocument, openVideo } from "./pip.ts";

export interface SmallWindowState {
  /** The document's window, while there is one. */
  small: Window | null;
  open: boolean;
  toggle: () => Promise<void>;
  close: () => void;
}

/** Opens and closes the small window; without documents it is one video that follows `person`. */
export function useSmallWindow(person: Person | undefined, onFailed: () => void): SmallWindowState {
  const [small, setSmall] = useState<Window | null>(null);
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const track = person?.camera ?? null;
  const latest = useRef(track);
  latest.current = track;

  const close = useCallback(() => {
    setSmall(null);
    setVideo(null);
  }, []);

  useEffect(() => {
    if (!video || !track) return;
    track.attach(video);
    return () => {
      track.detach(video);
    };
  }, [video, track]);
  useEffect(() => {
    if (!video) return;
    video.addEventListener("leavepictureinpicture", close);
    return () => {
      video.removeEventListener("leavepictureinpicture", close);
      if (document.pictureInPictureElement === video) {
        document.exitPictureInPicture().catch(() => undefined);
      }
      video.remove();
    };
  }, [video, close]);

  const open = Boolean(small || video);
  const toggle = useCallback(async () => {
    if (open) {
      close();
      return;
    }
    try {
      if (canOpenDocument()) setSmall(await openDocument());
      else setVideo(await openVideo((element) => latest.current?.attach(element)));
    } catch {
      onFailed();
    }
  }, [open, close, onFailed]);

  return { small, open, toggle, close };
}
