/** What files may be sent, and how those that were sent come to the screen and to the disk. */
import type { Api } from "../live/api.ts";

export const fileLimit = 10 * 1024 * 1024;

/** A file that cannot be sent is told before anything is. */
export function unfit(file: { size: number }): "too_large" | "empty" | null {
  if (file.size > fileLimit) return "too_large";
  return file.size === 0 ? "empty" : null;
}

/** Hands the browser a file to keep, with the session that only this page has. */
export async function download(api: Api, id: string, name: string): Promise<void> {
  const url = URL.createObjectURL(await api.file(id));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
