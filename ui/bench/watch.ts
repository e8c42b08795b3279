/**
 * Runs in the page before anything of its own: notes the moments that count, as the page's clock
 * (which starts with the navigation) tells them.
 */

export interface Moments {
  /** The field for the name is there, and takes what is typed. */
  usable: number | null;
  /** The click on Join; Enter in the name field makes one too, when the page gets to it. */
  click: number | null;
  /** The first frame of somebody else that was drawn where it can be seen. */
  frame: number | null;
}

declare global {
  interface Window {
    moments: Moments;
  }
}

export function watch() {
  const moments: Moments = { usable: null, click: null, frame: null };
  window.moments = moments;

  const connections: RTCPeerConnection[] = [];
  const Real = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Real {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
    }
  };
  const comesFromElsewhere = (video: HTMLVideoElement) => {
    const { srcObject } = video;
    if (!(srcObject instanceof MediaStream)) return false;
    const [track] = srcObject.getVideoTracks();
    return connections.some((one) => one.getReceivers().some((r) => r.track === track));
  };
  const canBeSeen = (video: HTMLVideoElement) => {
    const { width, height } = video.getBoundingClientRect();
    return width > 100 && height > 50 && video.checkVisibility({ opacityProperty: true });
  };
  const watched = new WeakSet<HTMLVideoElement>();
  const look = (video: HTMLVideoElement) => {
    video.requestVideoFrameCallback((now) => {
      if (moments.click !== null && moments.frame === null) {
        if (comesFromElsewhere(video) && canBeSeen(video)) moments.frame = now;
      }
      if (moments.frame === null) look(video);
    });
  };

  addEventListener(
    "click",
    (event) => {
      const button = event.target instanceof Element ? event.target.closest("button") : null;
      if (button?.textContent?.trim() === "Join") moments.click ??= event.timeStamp;
    },
    { capture: true },
  );
  const round = () => {
    const field = [...document.querySelectorAll("input")].find((input) => input.type === "text");
    if (moments.usable === null && field?.matches(":enabled") && field.checkVisibility()) {
      moments.usable = performance.now();
    }
    for (const video of document.querySelectorAll("video")) {
      if (!watched.has(video)) {
        watched.add(video);
        look(video);
      }
    }
    requestAnimationFrame(round);
  };
  requestAnimationFrame(round);
}
