/**
 * Two machines on one cable: network namespaces that a test makes, with a veth pair between them.
 * Nothing of it is seen outside, and whatever a run that was killed left behind is cleared away first.
 */
import { type ChildProcess, execFileSync, fork } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PREFIX = "confab-e2e-";

/** `ip netns exec` lays the files in here over those in /etc. */
const filesOf = (namespace: string) => join("/etc/netns", namespace);

const ip = (...words: string[]) =>
  execFileSync("ip", words, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

const namespaces = () =>
  ip("netns", "list")
    .split("\n")
    .map((line) => line.split(" ")[0] ?? "")
    .filter((name) => name.startsWith(PREFIX));

/** Ends what still runs in it, by id, and removes it. */
function clear(name: string): void {
  for (const pid of ip("netns", "pids", name).split("\n").filter(Boolean)) {
    try {
      process.kill(Number(pid), "SIGKILL");
    } catch {
      // ended in the meantime
    }
  }
  ip("netns", "delete", name);
  rmSync(filesOf(name), { recursive: true, force: true });
}

/** The namespaces of runs whose process is gone. */
function clearLeftovers(): void {
  for (const name of namespaces()) {
    const owner = name.slice(PREFIX.length).split("-")[0];
    if (owner !== String(process.pid) && !existsSync(`/proc/${owner}`)) clear(name);
  }
}

/** Why there can be no namespaces here; null where there can. */
export function whyNoMachines(): string | null {
  const name = `${PREFIX}${process.pid}-try`;
  try {
    ip("netns", "add", name);
    try {
      ip("netns", "exec", name, "nft", "list", "ruleset");
    } finally {
      ip("netns", "delete", name);
    }
    return null;
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim();
    return said || (error instanceof Error ? error.message : String(error));
  }
}

export type Family = "v4" | "v6";

/** One of the two. */
export class Machine {
  readonly #agent: ChildProcess;
  readonly #asked = new Map<number, (answer: Answer) => void>();
  #next = 0;

  constructor(
    readonly namespace: string,
    private readonly folder: string,
  ) {
    ip("netns", "add", namespace);
    mkdirSync(filesOf(namespace), { recursive: true });
    this.names({});
    this.ip("link", "set", "lo", "up");
    this.#agent = fork(join(import.meta.dirname, "agent.mjs"), {
      execPath: "ip",
      execArgv: ["netns", "exec", namespace, process.execPath],
      serialization: "advanced",
    });
    this.#agent.on("message", (answer: Answer) => {
      this.#asked.get(answer.id)?.(answer);
      this.#asked.delete(answer.id);
    });
    this.#agent.once("exit", () => {
      const error = new Error(`the agent on ${namespace} ended`);
      for (const [id, answered] of this.#asked) answered({ id, error });
    });
  }

  /** `ip` inside of it. */
  ip(...words: string[]): string {
    return ip("-n", this.namespace, ...words);
  }

  /** The names of computers that it knows, and their addresses. */
  names(addresses: Record<string, string>): void {
    const lines = Object.entries({ ...addresses, localhost: "127.0.0.1" });
    const text = lines.map(([name, address]) => `${address} ${name}\n`).join("");
    writeFileSync(join(filesOf(this.namespace), "hosts"), `${text}::1 localhost\n`);
  }

  /** The command that runs a program there; the process is the program itself, no wrapper around it. */
  command(program: string, ...args: string[]): [string, string[]] {
    return ["ip", ["netns", "exec", this.namespace, program, ...args]];
  }

  /** What a program that ends by itself says there. */
  read(program: string, ...words: string[]): string {
    const [file, all] = this.command(program, ...words);
    return execFileSync(file, all, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  }

  /** A file that starts the program there, for those who start programs by their path alone. */
  executable(program: string): string {
    const path = join(this.folder, `${program.split("/").at(-1)}-${this.namespace}`);
    const [first, rest] = this.command(program);
    writeFileSync(path, `#!/bin/sh\nexec ${[first, ...rest].join(" ")} "$@"\n`, { mode: 0o755 });
    return path;
  }

  /** Calls a function in a Node process there. It sees its argument and Node, nothing from around it. */
  run<A, R>(work: (argument: A) => R | Promise<R>, argument: A): Promise<R> {
    const id = this.#next++;
    return new Promise((done, fail) => {
      this.#asked.set(id, ({ value, error }) => (error ? fail(error) : done(value as R)));
      this.#agent.send({ id, source: work.toString(), argument });
    });
  }

  /** Its firewall drops what matches on the cable, both ways; what it dropped before gets through again. */
  block(...matches: string[]): void {
    const chain = (hook: string, side: string) => `
      chain ${hook} {
        type filter hook ${hook} priority 0
        ${matches.map((match) => `${side} ${TwoMachines.plug} ${match} drop`).join("\n")}
      }`;
    const chains = `${chain("input", "iifname")}${chain("output", "oifname")}`;
    const [program, words] = this.command("nft", "-f", "-");
    const input = `table inet test {}\ndelete table inet test\ntable inet test {${chains}\n}\n`;
    execFileSync(program, words, { input });
  }

  remove(): void {
    this.#agent.kill("SIGKILL");
    clear(this.namespace);
  }
}

interface Answer {
  id: number;
  value?: unknown;
  error?: Error;
}

/** The host's machine and a guest's, on one cable. */
export class TwoMachines {
  static readonly host: Record<Family, string> = { v4: "10.77.0.1", v6: "fd77::1" };
  static readonly guest: Record<Family, string> = { v4: "10.77.0.2", v6: "fd77::2" };
  /** What the cable's end is called on both. */
  static readonly plug = "lan0";

  readonly folder = mkdtempSync(join(tmpdir(), "confab-machines-"));
  readonly host: Machine;
  readonly guest: Machine;

  constructor(families: Family[] = ["v4", "v6"]) {
    clearLeftovers();
    const name = `${PREFIX}${process.pid}-${Math.random().toString(36).slice(2, 8)}`;
    this.host = new Machine(`${name}-host`, this.folder);
    this.guest = new Machine(`${name}-guest`, this.folder);
    const { plug } = TwoMachines;
    this.host.ip("link", "add", plug, "type", "veth", "peer", plug, "netns", this.guest.namespace);
    for (const [machine, addresses] of [
      [this.host, TwoMachines.host],
      [this.guest, TwoMachines.guest],
    ] as const) {
      // The kernel would try out a link's own address for a second or two; when that is over,
      // Chromium says that the network changed and breaks off what it is loading.
      machine.ip("link", "set", plug, "addrgenmode", "none");
      machine.ip("link", "set", plug, "up");
      this.address(machine, "add", addresses.v6.replace("fd77", "fe80"));
      for (const family of families) this.address(machine, "add", addresses[family]);
    }
  }

  /** Gives one of the machines an address on the cable, or takes it. */
  address(machine: Machine, change: "add" | "delete", address: string): void {
    const [length, sure] = address.includes(":") ? [64, ["nodad"]] : [24, []];
    machine.ip("address", change, `${address}/${length}`, "dev", TwoMachines.plug, ...sure);
  }

  remove(): void {
    this.host.remove();
    this.guest.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
