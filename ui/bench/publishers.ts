/** Headless participants who publish: LiveKit's Python SDK, as the tests of the API use it. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const testkit = resolve(import.meta.dirname, "../../src-tauri/crates/confab-testkit/guest");

/** The interpreter of a virtual environment that has the SDK; made where it is missing. */
function python(): string {
  const requirements = join(testkit, "requirements.txt");
  const pin = /^livekit==(\S+)/m.exec(readFileSync(requirements, "utf8"))?.[1];
  const home = resolve(import.meta.dirname, "../../target/testkit");
  const environment = join(home, `livekit-${pin}`);
  const program = join(environment, "bin/python");
  if (!existsSync(join(environment, "complete"))) {
    mkdirSync(home, { recursive: true });
    execFileSync("python3", ["-m", "venv", "--clear", environment]);
    const install = ["install", "--quiet", "--require-hashes", "-r", requirements];
    execFileSync(program, ["-m", "pip", ...install]);
    writeFileSync(join(environment, "complete"), "");
  }
  return program;
}

export interface Size {
  width: number;
  height: number;
  fps: number;
}

export class Publishers {
  private count = 0;
  private readonly published = new Map<number, () => void>();

  private constructor(private readonly child: ChildProcess) {}

  static async start(): Promise<Publishers> {
    const child = spawn(python(), [join(testkit, "guest.py")], {
      stdio: ["pipe", "pipe", "ignore"],
    });
    const publishers = new Publishers(child);
    await new Promise<void>((ready, failed) => {
      child.once("exit", () => failed(new Error("The publishers' process ended.")));
      if (!child.stdout) return;
      createInterface(child.stdout).on("line", (line) => {
        const said = JSON.parse(line);
        if (said.event === "listening") ready();
        if (said.event === "published") publishers.published.get(said.guest)?.();
      });
    });
    return publishers;
  }

  /** Resolves once the picture is published. */
  async publish(url: string, token: string, size: Size): Promise<void> {
    this.count += 1;
    const guest = this.count;
    const done = new Promise<void>((published) => this.published.set(guest, published));
    const command = { do: "connect", guest, url, token, publish: ["video"], size };
    this.child.stdin?.write(`${JSON.stringify(command)}\n`);
    await done;
  }

  stop() {
    this.child.kill();
  }
}
