/**
 * The page as built in a folder, laid over the one that is embedded in the program: whoever works on
 * the page needs no new program for each look at it. Tests proper don't set `CONFAB_PAGE_DIR`.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext } from "@playwright/test";

/** A page that is laid over counts as one from elsewhere, which may not connect to this machine. */
export const layOverFlags = [
  "--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets,LocalNetworkAccessChecksWebRTC",
];

/** What the guest door fills in. */
const told = /<meta name="confab-\w+" content="[^"]*"/g;

export async function layOver(context: BrowserContext, folder: string): Promise<void> {
  await context.route(/\/(meeting\/[^/]*)?(\?.*)?$/, async (route) => {
    if (route.request().resourceType() !== "document") return route.continue();
    const response = await route.fetch();
    const filled = (await response.text()).match(told) ?? [];
    const page = readFileSync(join(folder, "index.html"), "utf8");
    const body = page.replace(told, (empty) => {
      const [hole] = empty.split(" content=");
      return filled.find((meta) => meta.startsWith(`${hole} `)) ?? empty;
    });
    await route.fulfill({ response, body });
  });
  await context.route(/\/assets\/[^?]+$/, async (route) => {
    await route.fulfill({ path: join(folder, new URL(route.request().url()).pathname) });
  });
}
