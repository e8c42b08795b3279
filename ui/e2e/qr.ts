/** What a camera makes of a picture of a screen. */
import type { Page } from "@playwright/test";
import jsQR from "jsqr";

/** The text of the QR code in a PNG; null where there is none. Any page will do: it unpacks the picture. */
export async function readQr(page: Page, png: Buffer): Promise<string | null> {
  const { width, height, grey } = await page.evaluate(async (png) => {
    const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const { width, height } = picture;
    const context = new OffscreenCanvas(width, height).getContext("2d");
    context?.drawImage(picture, 0, 0);
    const { data = [] } = context?.getImageData(0, 0, width, height) ?? {};
    let grey = "";
    for (let at = 0; at < data.length; at += 4) {
      const [red = 0, green = 0, blue = 0] = [data[at], data[at + 1], data[at + 2]];
      grey += String.fromCharCode((red + green + blue) / 3);
    }
    return { width, height, grey };
  }, png.toString("base64"));
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < grey.length; at += 1) {
    pixels.fill(grey.charCodeAt(at), at * 4, at * 4 + 3);
    pixels[at * 4 + 3] = 255;
  }
  return jsQR(pixels, width, height, { inversionAttempts: "dontInvert" })?.data ?? null;
}
