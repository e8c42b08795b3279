/** A guest: one Chromium process with a fresh profile, a fake camera and a fake microphone. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, expect, type Locator, type Page } from "@playwright/test";
import type { Machine } from "./elsewhere/machines.ts";
import { layOver, layOverFlags } from "./page-dir.ts";

export interface GuestOptions {
  /** What the browser answers when the page asks for camera and microphone. */
  permission?: "allow" | "deny";
  cameras?: number;
  /** The camera sees a person before a chequered wall, instead of a turning disc. */
  person?: boolean;
  width?: number;
  height?: number;
  dark?: boolean;
  /** Runs in the page before anything of ours. */
  before?: () => void;
  /** The title of the tab that its chooser picks when a screen is shared. Needs `permission: "deny"`. */
  tab?: string;
  /** Where the browser runs; without it on this machine. */
  machine?: Machine;
  /** Any certificate will do, as if its warning had been walked through. */
  trusting?: boolean;
  /** A file with the certificate of an authority that was installed beforehand. */
  authority?: string;
}

const quiet = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--no-first-run",
];

/** What a camera sees, as Chromium reads it: one JPEG after another. The picture is NASA's, in the public domain. */
function portrait(folder: string): string {
  const frame = readFileSync(join(import.meta.dirname, "person.jpg"));
  const path = join(folder, "person.mjpeg");
  writeFileSync(path, Buffer.concat(Array.from({ length: 4 }, () => frame)));
  return path;
}

/** Something that echo cancellers and speech detectors take for a voice: syllables of a humming tone. */
function voice(folder: string): string {
  const rate = 48_000;
  const samples = rate * 4;
  const wave = Buffer.alloc(44 + samples * 2);
  wave.write("RIFF", 0);
  wave.writeUInt32LE(36 + samples * 2, 4);
  wave.write("WAVEfmt ", 8);
  wave.writeUInt32LE(16, 16);
  wave.writeUInt16LE(1, 20);
  wave.writeUInt16LE(1, 22);
  wave.writeUInt32LE(rate, 24);
  wave.writeUInt32LE(rate * 2, 28);
  wave.writeUInt16LE(2, 32);
  wave.writeUInt16LE(16, 34);
  wave.write("data", 36);
  wave.writeUInt32LE(samples * 2, 40);
  let phase = 0;
  for (let sample = 0; sample < samples; sample += 1) {
    const time = sample / rate;
    phase += (2 * Math.PI * (140 + 30 * Math.sin(2 * Math.PI * 0.7 * time))) / rate;
    const syllable = 0.25 + 0.75 * Math.max(0, Math.sin(2 * Math.PI * 3 * time)) ** 2;
    let tone = 0;
    for (let harmonic = 1; harmonic <= 12; harmonic += 1) {
      tone += Math.sin(phase * harmonic) / harmonic;
    }
    wave.writeInt16LE(Math.round(tone * syllable * 12_000), 44 + sample * 2);
  }
  const path = join(folder, "voice.wav");
  writeFileSync(path, wave);
  return path;
}

/** Makes browsers whose home this is trust what the authority signed, as installing it does. */
function install(authority: string, home: string): void {
  const folder = join(home, ".pki", "nssdb");
  mkdirSync(folder, { recursive: true });
  const certutil = (...words: string[]) =>
    execFileSync("certutil", ["-d", `sql:${folder}`, ...words], { stdio: "pipe" });
  certutil("-N", "--empty-password");
  certutil("-A", "-n", "authority", "-t", "C,,", "-i", authority);
}

/** A promise, and what resolves it. */
export function latch(): [Promise<void>, () => void] {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return [opened, open];
}

export class Guest {
  /** What the browser's console called an error. */
  readonly errors: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly profile: string,
  ) {
    page.on("console", (message) => {
      // With where it comes from: what failed to load is not named otherwise.
      const { url } = message.location();
      if (message.type() === "error") this.errors.push(`${message.text()} (${url})`);
    });
    page.on("pageerror", (error) => this.errors.push(String(error)));
  }

  static async open(options: GuestOptions = {}): Promise<Guest> {
    const {
      permission = "allow",
      cameras = 1,
      person,
      width = 1280,
      height = 800,
      dark,
      before,
    } = options;
    const { machine, trusting = false, authority, tab } = options;
    const browser = process.env.CONFAB_TEST_CHROMIUM || "/usr/bin/chromium";
    const profile = mkdtempSync(join(tmpdir(), "confab-guest-"));
    if (authority) install(authority, profile);
    const context = await chromium.launchPersistentContext(profile, {
      env: { ...process.env, ...(authority ? { HOME: profile } : {}) },
      executablePath: machine?.executable(browser) ?? browser,
      ignoreHTTPSErrors: trusting,
      headless: true,
      // A tab that is shared has to be heard.
      ignoreDefaultArgs: tab ? ["--mute-audio"] : [],
      viewport: { width, height },
      colorScheme: dark ? "dark" : "light",
      args: [
        ...quiet,
        ...(process.env.CONFAB_PAGE_DIR ? layOverFlags : []),
        `--use-fake-device-for-media-stream=device-count=${cameras}`,
        ...(person ? [`--use-file-for-fake-video-capture=${portrait(profile)}`] : []),
        `--use-file-for-fake-audio-capture=${voice(profile)}`,
        ...(tab ? [`--auto-select-tab-capture-source-by-title=${tab}`] : []),
        permission === "allow" ? "--use-fake-ui-for-media-stream" : "--deny-permission-prompts",
      ],
    });
    await context.addInitScript(() => {
      localStorage.setItem("confab.capture", '{"width":320,"height":180,"frameRate":10}');
      // The tests ask the connections what arrives; the page itself keeps them to itself.
      const made: RTCPeerConnection[] = [];
      Object.assign(window, { connectionsOfTest: made });
      const Real = window.RTCPeerConnection;
      window.RTCPeerConnection = class extends Real {
        constructor(configuration?: RTCConfiguration) {
          super(configuration);
          made.push(this);
        }
      };
    });
    if (before) await context.addInitScript(before);
    if (process.env.CONFAB_PAGE_DIR) await layOver(context, process.env.CONFAB_PAGE_DIR);
    const page = context.pages()[0] ?? (await context.newPage());
    return new Guest(context, page, profile);
  }

  async close(): Promise<void> {
    await this.context.close();
    rmSync(this.profile, { recursive: true, force: true });
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  heading(name: string): Locator {
    return this.page.getByRole("heading", { name, exact: true });
  }

  get name(): Locator {
    return this.page.getByRole("textbox", { name: "Your name" });
  }

  get controls(): Locator {
    return this.page.getByRole("toolbar", { name: "Call controls" });
  }

  tile(name: string): Locator {
    return this.page.locator(`[data-identity][aria-label="${name}"]`);
  }

  /** Keeps a part of the page's code back, as `Notices`, until the returned function is called. */
  async holdBack(part: string): Promise<() => void> {
    const [held, letGo] = latch();
    await this.page.route(`**/assets/${part}-*.js`, async (route) => {
      await held;
      await route.fallback();
    });
    return letGo;
  }

  async visit(link: string): Promise<void> {
    await this.page.goto(link);
  }

  /** Into the call with camera and microphone on, the usual way. */
  async join(link: string, name: string): Promise<void> {
    await this.visit(link);
    await expect(this.button("Camera")).toHaveAttribute("aria-pressed", "true");
    await expect(this.button("Microphone")).toHaveAttribute("aria-pressed", "true");
    await this.enter(name);
  }

  /** Into the call with whatever there is. */
  async enter(name: string): Promise<void> {
    await this.name.fill(name);
    await this.button("Join").click();
    await expect(this.controls).toBeVisible();
    await expect(this.tile(name)).toBeVisible();
  }

  async identity(name: string): Promise<string> {
    return (await this.tile(name).getAttribute("data-identity")) ?? "";
  }

  /** The picture in somebody's tile: which track, and how many frames of it were drawn. */
  async picture(of: Locator): Promise<{ track: string; frames: number }> {
    return of.locator("video").evaluateAll((videos: HTMLVideoElement[]) => {
      const [video] = videos;
      const stream = video?.srcObject instanceof MediaStream ? video.srcObject : null;
      return {
        track: stream?.getVideoTracks()[0]?.id ?? "",
        frames: video?.getVideoPlaybackQuality().totalVideoFrames ?? 0,
      };
    });
  }

  /**
   * Resolves once every one of these people's tiles shows another track than it did, and moves.
   * The page watches itself: asked from outside, many times a second in every browser, it would be
   * slower than those whom it is to measure.
   */
  async seesAnew(names: string[], before: { track: string }[], limit: number): Promise<void> {
    await this.page.waitForFunction(
      ({ names, before }) =>
        names.every((name, index) => {
          const tile = `[data-identity][aria-label="${name}"]`;
          const video = document.querySelector<HTMLVideoElement>(`${tile} video`);
          const stream = video?.srcObject instanceof MediaStream ? video.srcObject : null;
          const track = stream?.getVideoTracks()[0]?.id;
          const frames = video?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
          return track !== undefined && track !== before[index]?.track && frames > 1;
        }),
      { names, before },
      { polling: 50, timeout: limit },
    );
  }

  async expectMoving(of: Locator, what = "the picture moves"): Promise<void> {
    const before = await this.picture(of);
    await expect
      .poll(
        async () => {
          const now = await this.picture(of);
          return now.track === before.track ? now.frames - before.frames : now.frames;
        },
        { message: what, timeout: 20_000 },
      )
      .toBeGreaterThan(4);
  }

  /** Sound energy that arrived so far, of everybody together. */
  async heard(): Promise<number> {
    return this.page.evaluate(async () => {
      let energy = 0;
      const { connectionsOfTest } = window as unknown as { connectionsOfTest: RTCPeerConnection[] };
      for (const connection of connectionsOfTest) {
        for (const report of (await connection.getStats()).values()) {
          if (report.type === "inbound-rtp" && report.kind === "audio") {
            energy += report.totalAudioEnergy ?? 0;
          }
        }
      }
      return energy;
    });
  }

  /** This browser's processes, by their command lines. */
  private processes(): { pid: number; command: string }[] {
    return readdirSync("/proc")
      .filter((entry) => /^\d+$/.test(entry))
      .map((pid) => ({ pid: Number(pid), command: readProcess(pid, "cmdline") }))
      .filter(({ command }) => command.includes(this.profile));
  }

  /** Seconds that this browser has kept a processor busy, all its processes together. */
  processorTime(): number {
    let ticks = 0;
    for (const { pid } of this.processes()) {
      const fields = readProcess(pid, "stat").split(") ")[1]?.split(" ") ?? [];
      ticks += Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
    }
    return ticks / 100;
  }

  /**
   * Stops or wakes the process that holds all of the browser's sockets: nothing goes out and nothing
   * is read, media included, which Chromium's own "offline" leaves running.
   */
  network(there: boolean): void {
    const found = this.processes().filter(({ command }) =>
      command.includes("network.mojom.NetworkService"),
    );
    for (const { pid } of found) process.kill(pid, there ? "SIGCONT" : "SIGSTOP");
    if (found.length !== 1) {
      throw new Error(`found ${found.length} network processes of this guest's browser`);
    }
  }

  async expectHearing(): Promise<void> {
    const before = await this.heard();
    await expect
      .poll(() => this.heard(), { message: "sound arrives", timeout: 20_000 })
      .toBeGreaterThan(before);
  }
}

/** Empty where the process ended in the meantime. */
function readProcess(pid: number | string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}
