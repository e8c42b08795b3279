/** Chromium's page "Your connection is not private", walked as a person walks it. */
import { expect } from "@playwright/test";
import type { Guest } from "../guest.ts";

export async function walkThrough({ page }: Guest, link: string): Promise<void> {
  await expect(page.goto(link)).rejects.toThrow("ERR_CERT_AUTHORITY_INVALID");
  await page.getByRole("button", { name: "Advanced" }).click();
  await page.getByText(/^Proceed to/).click();
  await expect(page).toHaveURL(link);
}
