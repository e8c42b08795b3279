/**
 * Small pictures of images, drawn anew here in the sender's page: what others are shown is pixels of
 * ours, never the bytes of the file.
 */

const limit = 256 * 1024;
const sizes = [720, 480, 320] as const;
const qualities = [0.8, 0.6, 0.4] as const;
/** Larger pictures would cost more memory than a preview is worth. */
const tooManyPixels = 60_000_000;

export async function previewOf(file: Blob): Promise<Blob | null> {
  if (!/^image\/(png|jpeg|webp|gif|avif|bmp)$/.test(file.type)) return null;
  let image: ImageBitmap;
  try {
    image = await createImageBitmap(file);
  } catch {
    return null;
  }
  try {
    if (image.width * image.height > tooManyPixels) return null;
    for (const size of sizes) {
      for (const quality of qualities) {
        const picture = await draw(image, size, quality);
        if (picture && picture.size <= limit) return picture;
      }
    }
    return null;
  } finally {
    image.close();
  }
}

async function draw(image: ImageBitmap, longest: number, quality: number): Promise<Blob | null> {
  const scale = Math.min(1, longest / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  const brush = canvas.getContext("2d");
  if (!brush) return null;
  brush.drawImage(image, 0, 0, canvas.width, canvas.height);
  const as = (type: string) =>
    new Promise<Blob | null>((done) => canvas.toBlob(done, type, quality));
  const webp = await as("image/webp");
  // A browser that cannot write WebP writes PNG instead.
  return webp?.type === "image/webp" ? webp : as("image/jpeg");
}
