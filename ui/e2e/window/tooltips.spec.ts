/** What is shown over the window in passing moves nothing in it. */
import { expect, type Page, test } from "./test.ts";

/** Where the parts of the window are. */
const boxes = (page: Page) =>
  page.evaluate(() =>
    [".sidebar", ".sidebar-head", ".strip", ".pane"].map((part) => {
      const { x, y, width, height } = document.querySelector(part)?.getBoundingClientRect() ?? {};
      return { part, x, y, width, height };
    }),
  );

test("a tooltip moves nothing, neither while it is shown nor afterwards", async ({ open }) => {
  const page = await open("live");
  const icons = ["Settings", "Copy link"].map((name) => page.getByRole("button", { name }).first());
  await expect(page.getByRole("article")).toBeVisible();
  const before = await boxes(page);
  // React Aria shows tooltips to those whose pointer it has seen move.
  await page.mouse.move(700, 500);
  for (const icon of icons) {
    await icon.hover();
    await expect(page.getByRole("tooltip")).toBeVisible();
    expect(await boxes(page), "while it is shown").toEqual(before);
    await page.mouse.move(700, 500);
    await expect(page.getByRole("tooltip")).toHaveCount(0);
    expect(await boxes(page), "afterwards").toEqual(before);
  }
});
