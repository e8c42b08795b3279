import { scrollsSideways } from "./axe.ts";
import { expect, test } from "./test.ts";
import { words } from "./words.ts";

test("every language fits on the smallest phone, all the way through", async ({
  meeting,
  open,
}) => {
  const guest = await open({ width: 320, height: 640 });
  const { page } = guest;
  for (const language of ["en", "de", "es", "fr", "pt", "ar", "ja"]) {
    await test.step(language, async () => {
      const said = words(language);
      const button = (key: string) =>
        page.getByRole("button", { name: said(key), exact: true }).first();
      const fits = async (what: string) => {
        expect(await scrollsSideways(page), `${language}, ${what}: sideways`).toBe(false);
        // A message that is not there shows as its key.
        expect(await page.locator("body").innerText()).not.toMatch(
          /\b[a-z]+\.[a-z]+_?[a-z]*\b(?=\s|$)/,
        );
      };
      await guest.visit(`${meeting.link}?lang=${language}`);
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      await expect(page.locator("html")).toHaveAttribute("dir", language === "ar" ? "rtl" : "ltr");
      await expect(button("common.camera")).toHaveAttribute("aria-pressed", "true");
      await page.locator("summary").first().click();
      await fits("before joining");
      await page.getByRole("textbox").first().fill("Ann");
      await button("common.join").click();
      await expect(button("call.leave")).toBeVisible();
      await expect(guest.tile("Ann")).toBeVisible();
      await fits("in the call");
      await button("call.leave").click();
      await expect(page.getByRole("heading", { name: said("endings.left") })).toBeVisible();
      await fits("afterwards");
    });
  }
  expect(guest.errors).toEqual([]);
});
