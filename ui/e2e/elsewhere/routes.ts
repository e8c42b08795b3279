/** The table of routes and doors in ARCHITECTURE.md. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface Row {
  method: string;
  /** With holes: `/api/v1/meetings/{meeting_id}/join`. */
  path: string;
  /** Whether a shared address has it. */
  shared: boolean;
}

export function rows(): Row[] {
  const text = readFileSync(join(import.meta.dirname, "../../../ARCHITECTURE.md"), "utf8");
  const table = text.split("<!-- doors -->")[1]?.split("<!-- /doors -->")[0] ?? "";
  const lines = table.split("\n").filter((line) => line.startsWith("|"));
  const cells = (line: string) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
  const column = cells(lines[0] ?? "").indexOf("shared");
  const found = lines
    .filter((line) => line.startsWith("| `"))
    .map((line) => {
      const row = cells(line);
      const [method = "", path = ""] = (row[0] ?? "").replaceAll("`", "").split(" ");
      return { method, path, shared: row[column] !== "no" };
    });
  if (column < 0 || found.length < 20)
    throw new Error("ARCHITECTURE.md's table was not understood");
  return found;
}
