/**
 * What blurring a background needs beside code: MediaPipe's runtime and the model that tells people
 * from what is behind them. Both come from npm packages and are served by us, under names made of
 * their content. Fetched only where somebody blurs.
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Plugin } from "vite";
import { describePixels } from "./tflite.ts";

const own = createRequire(import.meta.url);
/** The very version that the processor is written for. */
const runtime = dirname(
  createRequire(own.resolve("@livekit/track-processors")).resolve("@mediapipe/tasks-vision"),
);
const model = own.resolve("@mediapipe/selfie_segmentation/selfie_segmentation.tflite");

/** MediaPipe puts these names behind the folder that it is told. All of our browsers know SIMD. */
const parts = ["vision_wasm_internal.js", "vision_wasm_internal.wasm"];

const virtual = "virtual:vision";

/**
 * The processor wants nothing of LiveKit but a logger. With this one instead, LiveKit stays in one
 * file with the call, and a preview is blurred without it.
 */
const silence = "\0confab:silence";
const silent = `const none = () => undefined;
const logger = new Proxy({}, { get: () => none, set: () => true });
export const getLogger = () => logger;`;

async function collect() {
  const contents = await Promise.all(parts.map((part) => readFile(join(runtime, "wasm", part))));
  const folder = `assets/vision-${named(...contents)}`;
  const selfie = describePixels(await readFile(model));
  return {
    folder,
    model: `assets/selfie-${named(selfie)}.tflite`,
    files: new Map<string, Uint8Array>([
      ...parts.map((part, index) => [`${folder}/${part}`, contents[index] ?? selfie] as const),
      [`assets/selfie-${named(selfie)}.tflite`, selfie],
    ]),
  };
}

function named(...contents: Uint8Array[]): string {
  const hash = createHash("sha256");
  for (const content of contents) hash.update(content);
  return hash.digest("base64url").slice(0, 8);
}

/** `virtual:vision` tells where things are: `runtime` a folder, `model` a file. */
export function vision(): Plugin {
  let found: ReturnType<typeof collect> | undefined;
  const things = () => {
    found ??= collect();
    return found;
  };
  return {
    name: "confab:vision",
    enforce: "pre",
    resolveId: {
      filter: { id: new RegExp(`^(${virtual}|livekit-client)$`) },
      handler: (id, importer) => {
        if (id === virtual) return `\0${virtual}`;
        return importer?.includes("@livekit/track-processors") ? silence : null;
      },
    },
    load: {
      filter: { id: new RegExp(`^(\0${virtual}|${silence})$`) },
      async handler(id) {
        if (id === silence) return silent;
        const { folder, model, files } = await things();
        if (this.meta.watchMode !== true) {
          for (const [fileName, source] of files)
            this.emitFile({ type: "asset", fileName, source });
        }
        return [
          `export const runtime = ${JSON.stringify(`/${folder}`)};`,
          `export const model = ${JSON.stringify(`/${model}`)};`,
        ].join("\n");
      },
    },
    configureServer(server) {
      server.middlewares.use(async (request, response, next) => {
        const file = (await things()).files.get((request.url ?? "").slice(1));
        if (!file) return next();
        if (request.url?.endsWith(".wasm")) response.setHeader("Content-Type", "application/wasm");
        if (request.url?.endsWith(".js")) response.setHeader("Content-Type", "text/javascript");
        response.end(file);
      });
    },
  };
}
