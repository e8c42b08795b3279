/**
 * Two pages from one source tree: the guest page (what a browser at the guest door gets) and the
 * window's page (what the desktop shell shows). `--mode` picks one; each becomes an `index.html`
 * in a folder of its own, so that neither ships the other's code.
 */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin, type Rolldown } from "vite";
import { texts } from "./texts.plugin.ts";
import { vision } from "./vision.plugin.ts";

const pages = ["guest", "window"] as const;
type Page = (typeof pages)[number];

/** Serves and writes `<page>.html` under the name that servers look for. */
function asIndex(page: Page): Plugin {
  return {
    name: "confab:as-index",
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const path = request.url?.split("?")[0] ?? "";
        if (path === "/" || path.startsWith("/meeting/")) request.url = `/${page}.html`;
        next();
      });
    },
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const html = bundle[`${page}.html`];
        if (html) html.fileName = "index.html";
      },
    },
  };
}

/** The best packing of a file this large would take half a minute; the next best is two per cent larger. */
const large = 1_000_000;

/** Writes a `.br` beside every asset it makes smaller. Not beside `index.html`, which the guest door fills in. */
function brotli(folder: string): Plugin {
  return {
    name: "confab:brotli",
    apply: "build",
    async closeBundle() {
      const assets = join(folder, "assets");
      for (const name of await readdir(assets, { recursive: true })) {
        if (!/\.(js|css|svg|json|wasm|tflite)$/.test(name)) continue;
        const bytes = await readFile(join(assets, name));
        const packed = await promisify(brotliCompress)(bytes, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]:
              bytes.length > large ? 9 : constants.BROTLI_MAX_QUALITY,
            [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
          },
        });
        if (packed.length < bytes.length) await writeFile(join(assets, `${name}.br`), packed);
      }
    },
  };
}

/** What a page needs at once is one file, however many later parts share pieces of it. */
const firstFile: Rolldown.CodeSplittingGroup[] = [
  { name: "page", tags: ["$initial"], priority: 2 },
];

/** What connects is one file as well: each file of its own costs a request and packs less well. */
const guestFiles: Rolldown.CodeSplittingGroup[] = [
  ...firstFile,
  {
    name: "connection",
    test: /[\\/](livekit-client[\\/]dist|features[\\/]warm|features[\\/]call[\\/]room\.ts$)/,
    includeDependenciesRecursively: false,
    priority: 1,
  },
  // So are the small pieces that the call and what opens inside it have in common.
  {
    name: "shared",
    test: /[\\/](lucide-react[\\/]dist|features[\\/](live|chat|people)[\\/][a-z]+\.ts$)/,
    minShareCount: 2,
    includeDependenciesRecursively: false,
  },
];

export default defineConfig(({ mode }) => {
  const page: Page = mode === "window" ? "window" : "guest";
  const outDir = resolve(import.meta.dirname, "dist", page);
  return {
    plugins: [
      react(),
      texts(),
      asIndex(page),
      ...(page === "guest" ? [vision(), brotli(outDir)] : []),
    ],
    publicDir: false,
    clearScreen: false,
    build: {
      outDir,
      emptyOutDir: true,
      // `light-dark()` stays as written: one element may switch the scheme for everything inside it.
      target: ["chrome123", "firefox128", "safari17.5"],
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: resolve(import.meta.dirname, `${page}.html`),
        output: { codeSplitting: { groups: page === "guest" ? guestFiles : firstFile } },
      },
    },
  };
});
