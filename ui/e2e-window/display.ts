/** A display of our own: Xvfb on a number that it picks itself. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "@playwright/test";
import { within } from "./within.ts";

const run = promisify(execFile);

export class Display {
  private constructor(
    private readonly server: ChildProcess,
    readonly name: string,
  ) {}

  static async open(): Promise<Display> {
    const server = spawn(
      "Xvfb",
      ["-displayfd", "3", "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
      { stdio: ["ignore", "ignore", "ignore", "pipe"] },
    );
    const number = new Promise<string>((resolve, reject) => {
      server.once("error", reject);
      server.once("exit", () => reject(new Error("Xvfb ended")));
      server.stdio[3]?.once("data", (bytes: Buffer) => resolve(bytes.toString().trim()));
    });
    return new Display(server, `:${await within(20_000, "Xvfb", number)}`);
  }

  /** What a user would paste, as soon as the clipboard holds text: programs offer it a moment later. */
  async clipboard(): Promise<string> {
    let text = "";
    const read = async () => {
      const { stdout } = await run("xclip", ["-selection", "clipboard", "-out"], {
        env: { ...process.env, DISPLAY: this.name },
        timeout: 10_000,
      }).catch(() => ({ stdout: "" }));
      text = stdout;
      return text;
    };
    await expect.poll(read, { message: "text on the clipboard", timeout: 10_000 }).not.toBe("");
    return text;
  }

  /** Presses the close button of a program's window; 0 where it has none any more. */
  async closeWindowOf(pid: number): Promise<number> {
    const script = join(import.meta.dirname, "close_window.py");
    const { stdout } = await run("python3", [script, `${pid}`], {
      env: { ...process.env, DISPLAY: this.name },
      timeout: 10_000,
    });
    return Number(stdout);
  }

  async close(): Promise<void> {
    if (this.server.exitCode !== null) return;
    this.server.kill();
    await within(10_000, "ending Xvfb", once(this.server, "exit"));
  }
}
