/** Builds the bare page and serves it, at an origin of its own. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { build } from "vite";

const kinds: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
};

export class BarePage {
  private constructor(
    private readonly server: Server,
    private readonly folder: string,
    readonly origin: string,
  ) {}

  static async serve(): Promise<BarePage> {
    const folder = mkdtempSync(join(tmpdir(), "confab-bare-"));
    await build({
      configFile: false,
      logLevel: "error",
      root: resolve(import.meta.dirname, "bare"),
      build: { outDir: folder, emptyOutDir: true, modulePreload: { polyfill: false } },
    });
    const kept = new Map<string, Buffer>();
    const packed = (path: string) => {
      const bytes = kept.get(path) ?? brotliCompressSync(readFileSync(path));
      kept.set(path, bytes);
      return bytes;
    };
    const server = createServer((request, response) => {
      const path = new URL(request.url ?? "/", "http://bare").pathname;
      const name = path === "/" ? "index.html" : path.slice(1);
      try {
        // Served as ours is: packed, and its assets kept by the browser.
        const body = packed(join(folder, name));
        response
          .writeHead(200, {
            "Content-Type": kinds[extname(name)] ?? "text/plain",
            "Content-Encoding": "br",
            "Cache-Control": name.startsWith("assets/")
              ? "public, max-age=31536000, immutable"
              : "no-cache",
          })
          .end(body);
      } catch {
        response.writeHead(404).end();
      }
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as AddressInfo;
    return new BarePage(server, folder, `http://localhost:${port}`);
  }

  link(api: string, meeting: string): string {
    return `${this.origin}/#${encodeURIComponent(`${api}|${meeting}`)}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
    rmSync(this.folder, { recursive: true, force: true });
  }
}
