/** The small window over other programs: a document of our own where the browser can, else one video. */

interface DocumentPictureInPicture {
  requestWindow(options: { width: number; height: number }): Promise<Window>;
}

const documents = (): DocumentPictureInPicture | undefined =>
  (window as { documentPictureInPicture?: DocumentPictureInPicture }).documentPictureInPicture;

export const canOpenSmall = () => Boolean(documents()) || Boolean(document.pictureInPictureEnabled);

export const canOpenDocument = () => Boolean(documents());

const size = { width: 400, height: 300 };

/** Needs a press. The window looks like this page: same styles, same language, same scheme. */
export async function openDocument(): Promise<Window | null> {
  const small = await documents()?.requestWindow(size);
  if (!small) return null;
  for (const sheet of document.querySelectorAll('link[rel="stylesheet"], style')) {
    small.document.head.append(sheet.cloneNode(true));
  }
  const { lang, dir, dataset } = document.documentElement;
  Object.assign(small.document.documentElement, { lang, dir });
  Object.assign(small.document.documentElement.dataset, dataset);
  small.document.title = document.title;
  return small;
}

/** Only a picture, without buttons. Resolves once it is there. */
export async function openVideo(
  attach: (video: HTMLVideoElement) => void,
): Promise<HTMLVideoElement> {
  const video = document.createElement("video");
  video.muted = true;
  video.playsInline = true;
  video.autoplay = true;
  video.className = "unseen";
  document.body.append(video);
  try {
    const there = new Promise((done, fail) => {
      video.addEventListener("loadedmetadata", done, { once: true });
      setTimeout(() => fail(new Error("no picture")), 3_000);
    });
    attach(video);
    await there;
    await video.requestPictureInPicture();
    return video;
  } catch (error) {
    video.remove();
    throw error;
  }
}
