/** The real app: on a display, free ports and a data directory of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, rmSync, watch, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Browser, expect, chromium as playwright } from "@playwright/test";
import type { Machine } from "../e2e/elsewhere/machines.ts";
import type { Display } from "./display.ts";
import { alive, descendants, named } from "./processes.ts";
import { WebDriver } from "./webdriver.ts";
import { within } from "./within.ts";

const root = resolve(import.meta.dirname, "../..");
export const program = process.env.CONFAB_BIN || join(root, "target/debug/confab");
export const serve = process.env.CONFAB_SERVE_BIN || join(root, "target/debug/confab-serve");
const chromium = process.env.CONFAB_TEST_CHROMIUM || "/usr/bin/chromium";

export type Variables = Record<string, string>;

/** Everything of an app that outlives one run of it. */
export class Home {
  readonly folder = mkdtempSync(join(tmpdir(), "confab-window-"));
  readonly data = join(this.folder, "data");
  /** The browser profile of the call window. */
  readonly profile = join(this.data, "call-profile");

  constructor(private readonly display: Display) {}

  /** What runs with it; a variable of "" counts as unset. */
  environment(variables: Variables = {}): NodeJS.ProcessEnv {
    const { LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET, FRONTEND_URL, ...rest } = process.env;
    return {
      ...rest,
      DISPLAY: this.display.name,
      // No session bus: nothing of the machine's desktop takes part.
      DBUS_SESSION_BUS_ADDRESS: "disabled:",
      NO_AT_BRIDGE: "1",
      MESA_SHADER_CACHE_DISABLE: "true",
      HOME: this.folder,
      XDG_DATA_HOME: join(this.folder, "share"),
      XDG_CACHE_HOME: join(this.folder, "cache"),
      XDG_CONFIG_HOME: join(this.folder, "config"),
      GDK_BACKEND: "x11",
      TAURI_AUTOMATION: "true",
      TAURI_WEBVIEW_AUTOMATION: "true",
      CONFAB_DATA_DIR: this.data,
      CONFAB_API_PORT: "0",
      CONFAB_GUEST_PORT: "0",
      CONFAB_SIGNAL_PORT: "0",
      CONFAB_RTC_TCP_PORT: "0",
      CONFAB_RTC_UDP_PORT: "0",
      CONFAB_BROWSER: this.browser(),
      ...variables,
    };
  }

  /** Chromium with a fake camera, as a wrapper script: what the machine of a test needs is its own business. */
  private browser(): string {
    const script = join(this.folder, "browser");
    if (!existsSync(script)) {
      const sandbox = process.getuid?.() === 0 ? "--no-sandbox" : "";
      const media = "--use-fake-ui-for-media-stream --use-fake-device-for-media-stream=fps=10";
      const told = join(this.folder, "browser-arguments");
      writeFileSync(
        script,
        `#!/bin/sh\nprintf '%s\\n' "$@" >> '${told}'\nexec '${chromium}' ${sandbox} ${media} --remote-debugging-port=0 "$@"\n`,
      );
      chmodSync(script, 0o755);
    }
    return script;
  }

  /** What the call window's browser was started with. */
  browserArguments(): Promise<string> {
    return readFile(join(this.folder, "browser-arguments"), "utf8");
  }

  /** Where the call window can be looked into, as soon as its browser says so. */
  async debuggingAddress(): Promise<string> {
    const file = join(this.profile, "DevToolsActivePort");
    const said = async () => (existsSync(file) ? (await readFile(file, "utf8")).split("\n") : []);
    const port = new Promise<string>((done, failed) => {
      const look = () => {
        said().then(([port, path]) => (port && path ? finish(port) : undefined), failed);
      };
      // The profile may not be there yet: its parent is.
      const watchers = [watch(this.data, look)];
      const finish = (port: string) => {
        for (const watcher of watchers) watcher.close();
        done(port);
      };
      const deepen = () => {
        if (watchers.length === 1 && existsSync(this.profile))
          watchers.push(watch(this.profile, look));
        look();
      };
      watchers[0]?.on("change", deepen);
      deepen();
    });
    return `http://127.0.0.1:${await within(30_000, "the call window's browser", port)}`;
  }

  /** The call window's browser, once it shows a page: connecting while it makes its first one may hang. */
  async callWindows(): Promise<Browser> {
    const address = await this.debuggingAddress();
    const shows = async () => {
      const targets = (await (await fetch(`${address}/json/list`)).json()) as Target[];
      return targets.some(({ type, url }) => type === "page" && url.startsWith("http"));
    };
    await expect.poll(shows, { message: "the call window's page" }).toBe(true);
    return playwright.connectOverCDP(address);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

function onPath(name: string): string {
  const places = (process.env.PATH ?? "").split(":").map((folder) => join(folder, name));
  return places.find((place) => existsSync(place)) ?? name;
}

/** What Chromium's `/json/list` says of a page. */
interface Target {
  type: string;
  url: string;
}

/** The app with its window in the tests' hands. */
export class Driven {
  private constructor(
    private readonly driver: ChildProcess,
    readonly window: WebDriver,
    readonly pid: number,
  ) {}

  /** `machine`: where it runs, if not here. The display is the same: it needs no network. */
  static async start(home: Home, variables: Variables = {}, machine?: Machine): Promise<Driven> {
    const port = await freePort();
    // Looked for on the tests' own PATH: the app's may be another one.
    const own: [string, string[]] = [onPath("WebKitWebDriver"), [`--port=${port}`]];
    const [file, words] = machine?.command(own[0], ...own[1]) ?? own;
    const driver = spawn(file, words, {
      stdio: ["ignore", "ignore", process.env.CONFAB_TEST_LOG ? "inherit" : "ignore"],
      env: home.environment(variables),
    });
    await within(20_000, "WebKitWebDriver", listening(port, driver, machine));
    const wanted = { "webkitgtk:browserOptions": { binary: program, args: [] } };
    const window = await WebDriver.begin(`http://127.0.0.1:${port}`, wanted, machine);
    const [pid] = named(descendants(driver.pid ?? 0), program);
    if (!pid) throw new Error("the app does not run");
    return new Driven(driver, window, pid);
  }

  /** Until the page has found out that there is no meeting yet: it moves the button then. */
  async empty(): Promise<void> {
    await this.window.find({ role: "heading", name: "Your meetings will be here" }, 40_000);
  }

  /** Makes the first meeting. */
  async newMeeting(): Promise<void> {
    await this.empty();
    await this.window.click({ role: "button", name: "New meeting" });
    await this.window.find({ role: "article" });
  }

  async stop(): Promise<void> {
    if (alive(this.pid)) process.kill(this.pid, "SIGTERM");
    await gone(this.pid, 15_000);
    if (this.driver.exitCode === null && this.driver.signalCode === null) {
      // With its session's app gone it may wait for ever for an answer.
      this.driver.kill("SIGKILL");
      await within(10_000, "ending WebKitWebDriver", once(this.driver, "exit"));
    }
  }
}

/** The app alone, as a shell starts it. */
export class Bare {
  private constructor(
    readonly child: ChildProcess,
    readonly exit: Promise<number | string>,
    /** Its log so far. */
    readonly said: () => string,
  ) {}

  /** Returns once its log says that the house stands. */
  static async start(home: Home, variables: Variables = {}): Promise<Bare> {
    const child = spawn(program, [], {
      stdio: ["ignore", "ignore", "pipe"],
      env: home.environment(variables),
    });
    const exit = once(child, "exit").then(([status, signal]) => status ?? signal);
    let said = "";
    const stands = new Promise<void>((resolve, reject) => {
      child.stderr?.on("data", (bytes: Buffer) => {
        said += bytes.toString();
        if (said.includes("the house stands")) resolve();
        if (said.includes("the house does not start")) reject(new Error(said));
      });
      exit.then((status) => reject(new Error(`the app ended with ${status}: ${said}`)));
    });
    try {
      await within(40_000, "starting the app", stands);
    } catch (failure) {
      child.kill("SIGKILL");
      throw failure;
    }
    return new Bare(child, exit, () => said);
  }

  engines(): number[] {
    return named(descendants(this.child.pid ?? 0), "livekit-server");
  }
}

/** Until a process is no more. There is nothing to listen to for a process that is not ours. */
export async function gone(pid: number, limit: number): Promise<void> {
  const end = Date.now() + limit;
  while (alive(pid)) {
    if (Date.now() > end) throw new Error(`process ${pid} still runs after ${limit} ms`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}

async function listening(port: number, driver: ChildProcess, machine?: Machine): Promise<void> {
  const answers = (port: number) =>
    fetch(`http://127.0.0.1:${port}/status`).then(
      () => true,
      () => false,
    );
  while (driver.exitCode === null) {
    if (await (machine?.run(answers, port) ?? answers(port))) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("WebKitWebDriver ended");
}
