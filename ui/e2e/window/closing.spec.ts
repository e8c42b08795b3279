/** Closing the window while participants are inside: asked first, and what comes of each answer. */
import { clean, expect, narrow, type Page, press, test } from "./test.ts";

/** Once the page is there: it has to hear of it. */
const close = async (page: Page) => {
  await expect(page.getByRole("list", { name: "Meetings" })).toBeVisible();
  await page.evaluate(() => window.fake.requestClose());
};
const answers = (page: Page) => page.evaluate(() => window.fake.closeAnswers);

test("closing asks with the number of participants, and Cancel or Escape leave all as it is", async ({
  open,
}) => {
  const page = await open("live");
  await page.evaluate(() => window.fake.leave("krt-lmno-pqs", "田中_美咲_00000001"));
  await close(page);
  const question = page.getByRole("alertdialog", { name: "3 people are in “Design review”" });
  await expect(question).toContainText(
    "The meeting runs on this computer. If Confab ends, it ends for everyone.",
  );
  await expect(question.getByRole("button", { name: "Keep running" })).toBeFocused();
  await expect.poll(() => answers(page)).toContain("shown");
  await page.keyboard.press("Escape");
  await expect(question).toHaveCount(0);
  await close(page);
  await press(question, "Cancel");
  await expect(question).toHaveCount(0);
  expect(new Set(await answers(page))).toEqual(new Set(["shown"]));
});

test("Keep running minimises, End for everyone ends, and a failure is said", async ({ open }) => {
  const page = await open("live");
  await close(page);
  const question = page.getByRole("alertdialog", { name: "4 people are in 2 meetings" });
  await expect(question).toContainText("they end for everyone");
  await expect.poll(() => answers(page)).toContain("shown");
  const confirmed = (await answers(page)).length;
  // Asked once more while it is there: confirmed once more.
  await close(page);
  await expect.poll(async () => (await answers(page)).length).toBe(confirmed + 1);
  await page.keyboard.press("Enter");
  await expect(question).toHaveCount(0);
  expect((await answers(page)).at(-1)).toBe("keep_running");

  await close(page);
  await page.evaluate(() => {
    window.fake.closeBroken = true;
  });
  await press(question, "Keep running");
  await expect(question.getByRole("alert")).toHaveText("The window can’t be minimised.");
  await page.evaluate(() => {
    window.fake.closeBroken = false;
  });
  await press(question, "End for everyone");
  await expect.poll(async () => (await answers(page)).at(-1)).toBe("end");
  await expect(question.getByRole("button", { name: "Cancel" })).toBeDisabled();
});

for (const size of [undefined, narrow]) {
  test(`the question looks right and is accessible, ${size ? "narrow" : "wide"}`, async ({
    open,
  }) => {
    const page = await open("live", size);
    await close(page);
    await expect(page.getByRole("alertdialog")).toBeVisible();
    await clean(page, "closing");
  });
}
