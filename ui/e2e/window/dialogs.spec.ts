/** The keyboard in the window's dialogs: where the focus begins, Enter, Escape, where it goes afterwards. */
import { expect, open, type Page, press, test } from "./test.ts";

const review = "abc-defg-hij";
const asked = (page: Page, method: string) =>
  page.evaluate(
    (method) =>
      window.fake.requests
        .filter((request) => request.method === method)
        .map(({ path, body }) => `${path.replace("/api/v1/meetings/", "")} ${body ?? ""}`.trim()),
    method,
  );
const choose = async (page: Page, name: string, item: string) => {
  await press(page, `More for ${name}`);
  await page.getByRole("menuitem", { name: item, exact: true }).click();
};

test("Deny: what is typed at once is in the field, and Enter denies", async ({ open: visit }) => {
  const page = await visit("waiting");
  await open(page, "Design review");
  await press(page, "Deny Dana");
  const question = page.getByRole("alertdialog", { name: "Turn Dana away?" });
  await expect(question.getByRole("textbox")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(question).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Deny Dana" })).toBeFocused();
  expect(await asked(page, "DELETE")).toEqual([]);

  await page.keyboard.press("Enter");
  await expect(question.getByRole("textbox")).toBeFocused();
  await page.keyboard.type("Tomorrow, please.");
  await page.keyboard.press("Enter");
  await expect(question).toHaveCount(0);
  await expect(page.getByText("Dana", { exact: true })).toHaveCount(0);
  expect(await asked(page, "DELETE")).toEqual([
    expect.stringMatching(new RegExp(`^${review}/lobby/.* {"detail":"Tomorrow, please."}$`)),
  ]);
  // Dana's row has gone with its button: the focus is at the next one's.
  await expect(page.getByRole("button", { name: /^Admit Eli/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("list", { name: "Waiting" })).toHaveCount(0);
  await expect(page.locator(".row-open:focus")).toHaveCount(1);
});

test("Rename: the name is focused, Enter saves, Escape leaves it as it was", async ({
  open: visit,
}) => {
  const page = await visit("live");
  await open(page, "Design review");
  await choose(page, "Bob", "Rename");
  const dialog = page.getByRole("dialog", { name: "Rename Bob" });
  await expect(dialog.getByRole("textbox", { name: "Name" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("button", { name: "More for Bob" })).toBeFocused();
  expect(await asked(page, "PATCH")).toEqual([]);
  await choose(page, "Bob", "Rename");
  await page.keyboard.press("End");
  await page.keyboard.type("by");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "More for Bobby" })).toBeFocused();
});

test("before something that can't be undone, Enter without reading does nothing", async ({
  open: visit,
}) => {
  const page = await visit("chat");
  await open(page, "Design review");
  for (const begin of [
    () => choose(page, "Bob", "Remove"),
    () => press(page.getByRole("listitem").filter({ hasText: "Design review" }), "Delete"),
  ]) {
    await begin();
    const question = page.getByRole("alertdialog");
    await expect(question.getByRole("button", { name: "Cancel" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(question).toHaveCount(0);
  }
  expect(await asked(page, "DELETE")).toEqual([]);
});

test("New encrypted meeting: Enter makes it, Escape does not", async ({ open: visit }) => {
  const page = await visit("live");
  const begin = async () => {
    await press(page, "More ways to make a meeting");
    await page.getByRole("menuitem").click();
  };
  await begin();
  const question = page.getByRole("alertdialog");
  await expect(question.getByRole("button", { name: "Make meeting" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(question).toHaveCount(0);
  await expect(page.getByRole("button", { name: "More ways to make a meeting" })).toBeFocused();
  await begin();
  await page.keyboard.press("Enter");
  await expect(question).toHaveCount(0);
  expect(await asked(page, "POST")).toEqual(["encrypted"]);
});

test("Settings: the first field is focused, Enter saves, the focus returns", async ({
  open: visit,
}) => {
  const page = await visit("live");
  await press(page, "Settings");
  await expect(page.getByLabel("Your name")).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("Robin");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Settings" })).toBeFocused();
  await press(page, "Settings");
  await expect(page.getByLabel("Your name")).toHaveValue("Robin");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});
