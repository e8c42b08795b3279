import { words } from "../words.ts";
import { clean, expect, narrow, test } from "./test.ts";

for (const language of ["de", "es", "fr", "pt", "ar", "ja"]) {
  test(`the window speaks ${language}, and fits`, async ({ open }) => {
    for (const state of ["live", "empty", "failed"]) {
      const page = await open(`${state}&lang=${language}`, narrow);
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      await expect(page.getByRole("heading").first()).toBeAttached();
      await clean(page, `${state} in ${language}`);
      await page.close();
    }
  });
}

for (const language of ["de", "es", "fr", "pt", "ar", "ja"]) {
  test(`handing a link over speaks ${language}, and fits`, async ({ open }) => {
    const page = await open(`shared&lang=${language}`, narrow);
    const names = words(language);
    await page.getByRole("button", { name: names("sharing.panel"), exact: true }).click();
    await expect(page.getByRole("dialog")).toContainText(names("sharing.where"));
    await clean(page, `sharing in ${language}`);
    await page.keyboard.press("Escape");
    await page.getByRole("listitem").filter({ hasText: "Design review" }).first().click();
    await page.getByRole("button", { name: names("sharing.invite"), exact: true }).click();
    await page.getByRole("button", { name: names("sharing.first_time") }).click();
    await page.getByRole("button", { name: names("window.change"), exact: true }).click();
    await expect(page.getByRole("dialog")).toContainText(names("sharing.date"));
    await clean(page, `an invitation in ${language}`);
    await page.close();
  });
}
