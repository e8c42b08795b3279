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
