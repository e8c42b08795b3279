/** One visit: a Chromium process, a page, a name, the click, and what it took. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { layOver, layOverFlags } from "../e2e/page-dir.ts";
import { type Moments, watch } from "./watch.ts";

interface Traffic {
  requests: number;
  bytes: number;
}

interface Request {
  /** Seconds, in the browser's own monotonic time. */
  began: number;
  bytes: number;
  path: string;
}

export interface Visited {
  moments: Moments;
  /** Until the name field was usable. */
  toName: Traffic;
  /** Until the first picture, or as far as it went. */
  inAll: Traffic;
  paths: string[];
}

export class Browser {
  private constructor(
    readonly context: BrowserContext,
    readonly profile: string,
    private readonly keep: boolean,
  ) {}

  /** With a profile of its own, or with one that was there before. `own`: for a page of ours. */
  static async open(own: boolean, profile?: string): Promise<Browser> {
    const folder = profile ?? mkdtempSync(join(tmpdir(), "confab-bench-"));
    const pageDir = own ? process.env.CONFAB_PAGE_DIR : undefined;
    const context = await chromium.launchPersistentContext(folder, {
      executablePath: process.env.CONFAB_TEST_CHROMIUM || "/usr/bin/chromium",
      headless: true,
      viewport: { width: 1280, height: 800 },
      args: [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        ...(pageDir ? layOverFlags : []),
      ],
    });
    context.setDefaultTimeout(20_000);
    await context.addInitScript(watch);
    if (pageDir) await layOver(context, pageDir);
    const browser = new Browser(context, folder, profile !== undefined);
    await browser.sends({ width: 320, height: 180, frameRate: 10 });
    return browser;
  }

  /** What pages opened from now on take from the camera; ours only. */
  async sends(size: { width: number; height: number; frameRate: number }): Promise<void> {
    await this.context.addInitScript(
      (capture) => localStorage.setItem("confab.capture", capture),
      JSON.stringify(size),
    );
  }

  page(): Page {
    const [page] = this.context.pages();
    if (!page) throw new Error("Chromium opens with a page");
    return page;
  }

  /** CPU seconds of all of its processes so far. */
  cpu(): number {
    let ticks = 0;
    for (const pid of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
        if (!command.includes(this.profile)) continue;
        const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ");
        ticks += Number(fields?.[11]) + Number(fields?.[12]);
      } catch {
        // ended in the meantime
      }
    }
    return ticks / 100;
  }

  /** Ends it; the profile stays. */
  async leave(): Promise<void> {
    // A page that is left says goodbye; of one that is killed LiveKit keeps the picture for 20 s, and
    // the next visitor would count it among those they could see.
    for (const page of this.context.pages()) await page.goto("about:blank");
    await this.context.close();
  }

  async close(): Promise<void> {
    await this.leave();
    if (!this.keep) rmSync(this.profile, { recursive: true, force: true });
  }
}

export interface Plan {
  link: string;
  /** Empty where the page is to remember it. */
  name: string;
  /**
   * Milliseconds from the name field's being usable to the click: how long somebody types. `null`: the
   * name is put in and Enter pressed at once, by the browser itself, without Playwright's looking first.
   */
  typing: number | null;
  /** Nobody else is inside: there is no picture to wait for. */
  alone?: boolean;
}

export async function visit(
  browser: Browser,
  { link, name, typing, alone }: Plan,
): Promise<Visited> {
  const page = browser.page();
  const requests = new Map<string, Request>();
  const cdp = await browser.context.newCDPSession(page);
  await cdp.send("Network.enable");
  let opened: number | null = null;
  cdp.on("Network.requestWillBeSent", ({ requestId, timestamp, request }) => {
    opened ??= timestamp;
    requests.set(requestId, { began: timestamp, bytes: 0, path: new URL(request.url).pathname });
  });
  cdp.on("Network.dataReceived", ({ requestId, encodedDataLength }) => {
    const request = requests.get(requestId);
    // A stream that goes on never finishes.
    if (request) request.bytes += Math.max(0, encodedDataLength);
  });
  cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const request = requests.get(requestId);
    if (request) request.bytes = encodedDataLength;
  });

  await page.goto(link, { waitUntil: "commit" });
  if (typing === null) {
    await page.waitForFunction(() => {
      const field = document.activeElement;
      return field instanceof HTMLInputElement && window.moments.usable !== null;
    });
    // A name that the page remembers is there already.
    if (name) await cdp.send("Input.insertText", { text: name });
    const enter = { key: "Enter", code: "Enter", windowsVirtualKeyCode: 13 };
    await cdp.send("Input.dispatchKeyEvent", { type: "keyDown", text: "\r", ...enter });
    await cdp.send("Input.dispatchKeyEvent", { type: "keyUp", ...enter });
    await page.waitForFunction(() => window.moments.frame !== null, null, { timeout: 30_000 });
  } else {
    await page.waitForFunction(() => window.moments.usable !== null);
    await page.getByRole("textbox", { name: "Your name" }).fill(name);
    await page.waitForTimeout(typing);
    // Asked before the click: what Playwright adds to the page for it would count as the page's own.
    const seen = alone
      ? page.getByRole("button", { name: "Leave" }).waitFor()
      : page.waitForFunction(() => window.moments.frame !== null, null, { timeout: 30_000 });
    await page.getByRole("button", { name: "Join", exact: true }).click();
    await seen;
  }
  const moments = await page.evaluate(() => window.moments);
  const traffic = (until: number | null): Traffic => {
    const end = (opened ?? 0) + (until ?? Number.POSITIVE_INFINITY) / 1_000;
    const counted = [...requests.values()].filter((request) => request.began <= end);
    return {
      requests: counted.length,
      bytes: counted.reduce((sum, request) => sum + request.bytes, 0),
    };
  };
  const paths = [...requests.values()].map(
    ({ path, bytes, began }) =>
      `${((began - (opened ?? 0)) * 1_000).toFixed(0)} ms ${bytes} B ${path}`,
  );
  return { moments, toName: traffic(moments.usable), inAll: traffic(moments.frame), paths };
}
