/** The real program, on free ports and in a data directory of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Machine } from "./elsewhere/machines.ts";

interface Ready {
  event: "ready";
  api: string;
  guests: string;
  signal: string;
  pid: number;
  engine_pid: number | null;
}

export interface Meeting {
  id: string;
  link: string;
}

const program = () =>
  process.env.CONFAB_SERVE_BIN ||
  resolve(import.meta.dirname, "../../target/debug", "confab-serve");

/** The same with its host door on stdin and stdout: `confab-api/examples/house.rs`. */
const withHostDoor = () =>
  process.env.CONFAB_HOUSE_BIN || join(dirname(program()), "examples", "house");

export interface HostAnswer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the API answers
  body: any;
}

const within = <T>(milliseconds: number, what: string, work: Promise<T>): Promise<T> => {
  let timer: ReturnType<typeof setTimeout>;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${what} took more than ${milliseconds} ms`)),
      milliseconds,
    );
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
};

export class House {
  private constructor(
    private readonly child: ChildProcess,
    /** Its data directory. */
    readonly folder: string,
    private readonly gone: Promise<void>,
    readonly ready: Ready,
    private readonly lines: () => Promise<string>,
    /** All that it wrote to stderr: its log, and what its LiveKit server said. */
    readonly log: () => string,
    private readonly machine?: Machine,
  ) {}

  /**
   * Starts it with these settings beside the free ports; no other setting is taken from outside.
   * Without a machine it runs on this one. `hostDoor`: so that `host` can ask what the window asks.
   */
  static async start(
    settings: Record<string, string> = {},
    machine?: Machine,
    hostDoor = false,
  ): Promise<House> {
    const folder = mkdtempSync(join(tmpdir(), "confab-e2e-"));
    const { LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET, FRONTEND_URL, ...rest } = process.env;
    const serve = hostDoor ? withHostDoor() : program();
    const [file, words] = machine?.command(serve) ?? [serve, []];
    const child = spawn(file, words, {
      stdio: [hostDoor ? "pipe" : "ignore", "pipe", "pipe"],
      env: {
        ...rest,
        CONFAB_DATA_DIR: folder,
        CONFAB_API_PORT: "0",
        CONFAB_GUEST_PORT: "0",
        CONFAB_SIGNAL_PORT: "0",
        CONFAB_RTC_TCP_PORT: "0",
        CONFAB_RTC_UDP_PORT: "0",
        ...settings,
      },
    });
    let said = "";
    child.stderr?.on("data", (bytes) => {
      said += bytes;
    });
    const out: string[] = [];
    const readers: ((line: string) => void)[] = [];
    const lines = () => {
      const line = out.shift();
      if (line !== undefined) return Promise.resolve(line);
      return new Promise<string>((read) => readers.push(read));
    };
    const gone = new Promise<void>((done) => child.once("exit", () => done()));
    const first = new Promise<Ready>((done, fail) => {
      child.once("error", fail);
      gone.then(() =>
        fail(new Error(`confab-serve ended before it was ready: ${said.slice(-4_000)}`)),
      );
      if (child.stdout) {
        createInterface(child.stdout).on("line", (line) => {
          const reader = readers.shift();
          if (reader) reader(line);
          else out.push(line);
        });
      }
      lines().then((line) => done(JSON.parse(line)), fail);
    });
    const ready = await within(30_000, "Starting confab-serve", first);
    return new House(child, folder, gone, ready, lines, () => said, machine);
  }

  /** What the window would ask, through the host door. One at a time. */
  async host(method: string, path: string, body?: object): Promise<HostAnswer> {
    const line = JSON.stringify({ method, path: `/api/v1${path}`, body: body ?? null });
    this.child.stdin?.write(`${line}\n`);
    return JSON.parse(await within(10_000, `${method} ${path}`, this.lines()));
  }

  /** What this house signs with, out of its data directory. */
  keys(): { livekitKey: string; livekitSecret: string; sealing: string } {
    const text = readFileSync(join(this.folder, "keys.toml"), "utf8");
    const value = (name: string) => new RegExp(`^${name} = "(.*)"$`, "m").exec(text)?.[1] ?? "";
    return {
      livekitKey: value("livekit_key"),
      livekitSecret: value("livekit_secret"),
      sealing: value("sealing"),
    };
  }

  /** The way a host ends the app. */
  async stop(): Promise<void> {
    this.child.kill("SIGTERM");
    await within(20_000, "Ending confab-serve", this.gone).catch(() => this.child.kill("SIGKILL"));
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The way a crash ends it. */
  async crash(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.gone;
  }

  async create(about: { title?: string; max_participants?: number } = {}): Promise<Meeting> {
    const made = await this.call("POST", "/meetings/create", about);
    return { id: made.meeting_id, link: made.meeting_link };
  }

  async delete(meeting: Meeting): Promise<void> {
    await this.call("DELETE", `/meetings/${meeting.id}`);
  }

  /** Admits the one who waits under this name. */
  async admit(meeting: Meeting, name: string): Promise<void> {
    const { waiting } = await this.call("GET", `/meetings/${meeting.id}/lobby`);
    const found = waiting.find((waiter: { name: string }) => waiter.name === name);
    if (!found) throw new Error(`${name} does not wait`);
    await this.call("POST", `/meetings/${meeting.id}/lobby/${found.waiting_id}`);
  }

  async remove(meeting: Meeting, identity: string): Promise<void> {
    await this.call(
      "DELETE",
      `/meetings/${meeting.id}/participants/${encodeURIComponent(identity)}`,
    );
  }

  async rules(meeting: Meeting, rules: Record<string, boolean | string>): Promise<void> {
    await this.call("PATCH", `/meetings/${meeting.id}/rules`, rules);
  }

  /** Shows somebody large to everybody; nobody with null. */
  async spotlight(meeting: Meeting, identity: string | null): Promise<void> {
    await this.call("PUT", `/meetings/${meeting.id}/spotlight`, { identity });
  }

  async people(meeting: Meeting): Promise<{ identity: string; name: string }[]> {
    return (await this.call("GET", `/meetings/${meeting.id}/participants`)).participants;
  }

  /** Somebody inside becomes a co-host, as the host's own door may decide. */
  async promote(meeting: Meeting, identity: string): Promise<void> {
    await this.call(
      "PATCH",
      `/meetings/${meeting.id}/participants/${encodeURIComponent(identity)}`,
      { role: "cohost" },
    );
  }

  /** The LiveKit server of this moment: after a crash it is another process. */
  enginePid(): number | null {
    const { pid } = this.ready;
    for (const task of readFolder(`/proc/${pid}/task`)) {
      const children = readText(`/proc/${pid}/task/${task}/children`).trim().split(/\s+/);
      for (const child of children.filter(Boolean)) {
        if (readText(`/proc/${child}/comm`).startsWith("livekit-server")) return Number(child);
      }
    }
    return null;
  }

  /** Calls the API as somebody on the house's own machine. */
  async call(method: string, path: string, body?: object) {
    const what = { url: this.ready.api + path, method, body: body && JSON.stringify(body) };
    const { ok, status, text } = await (this.machine?.run(request, what) ?? request(what));
    if (!ok) throw new Error(`${method} ${path}: ${status} ${text}`);
    return JSON.parse(text);
  }
}

/** Stands alone, since it may run on another machine. */
async function request({ url, method, body }: { url: string; method: string; body?: string }) {
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch(url, { method, ...(body ? { headers, body } : {}) });
  return { ok: answer.ok, status: answer.status, text: await answer.text() };
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function readFolder(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
