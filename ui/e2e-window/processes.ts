/** What runs, as Linux tells it. */
import { readdirSync, readFileSync } from "node:fs";

/** Processes (by id) that were started by this one, directly or not. */
export function descendants(of: number): number[] {
  const parents = new Map<number, number[]>();
  for (const entry of readdirSync("/proc")) {
    const pid = Number(entry);
    if (!Number.isInteger(pid)) continue;
    const parent = parentOf(pid);
    if (parent !== null) parents.set(parent, [...(parents.get(parent) ?? []), pid]);
  }
  const found: number[] = [];
  const next = [of];
  for (let pid = next.pop(); pid !== undefined; pid = next.pop()) {
    const children = parents.get(pid) ?? [];
    found.push(...children);
    next.push(...children);
  }
  return found;
}

export function named(pids: number[], name: string): number[] {
  return pids.filter((pid) => commandOf(pid).includes(name));
}

export function alive(pid: number): boolean {
  const state = stat(pid)?.[0];
  return state !== undefined && state !== "Z";
}

const parentOf = (pid: number): number | null => {
  const parent = stat(pid)?.[1];
  return parent === undefined ? null : Number(parent);
};

/** What follows the command's name, which may hold anything. */
function stat(pid: number): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null;
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")[0] ?? "";
  } catch {
    return "";
  }
}
