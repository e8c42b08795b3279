/** A picture that no codec makes small: what is sent of it is as much as the way lets through. */

const width = 640;
const height = 360;
const rate = 30;
const frames = 4;

export interface Noise {
  track: MediaStreamTrack;
  stop: () => void;
}

export function makeNoise(): Noise {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const brush = canvas.getContext("2d", { alpha: false });
  const [track] = canvas.captureStream(rate).getVideoTracks();
  if (!brush || !track) throw new Error("this browser can't make a picture");
  const pictures = Array.from({ length: frames }, () => {
    const picture = brush.createImageData(width, height);
    for (let at = 0; at < picture.data.length; at += 4) {
      const bits = (Math.random() * 0x1000000) | 0;
      picture.data[at] = bits & 0xff;
      picture.data[at + 1] = (bits >> 8) & 0xff;
      picture.data[at + 2] = bits >> 16;
      picture.data[at + 3] = 0xff;
    }
    return picture;
  });
  let next = 0;
  const draw = () => {
    const picture = pictures[next % frames];
    if (picture) brush.putImageData(picture, 0, 0);
    next += 1;
  };
  draw();
  // Not by the screen's frames: a page in the background gets none.
  const timer = setInterval(draw, 1000 / rate);
  return {
    track,
    stop: () => {
      clearInterval(timer);
      track.stop();
    },
  };
}
