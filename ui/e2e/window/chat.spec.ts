/** A meeting's chat in the window: read, written, deleted, cleared; files are saved. */
import { expect, open, type Page, press, test } from "./test.ts";

const log = (page: Page) => page.getByRole("log", { name: "Messages" });
const said = (page: Page) => log(page).getByRole("listitem");
const field = (page: Page) => page.getByRole("textbox", { name: "Message" });

async function chat(visit: (state: string) => Promise<Page>): Promise<Page> {
  const page = await visit("chat");
  await open(page, "Design review");
  await page.getByRole("tab", { name: /Chat/ }).click();
  await expect(said(page)).toHaveCount(6);
  return page;
}

test("what was said is there, with answers, files, reactions and what was deleted", async ({
  open: visit,
}) => {
  const page = await chat(visit);
  await expect(said(page).nth(1)).toContainText(/Bob.*In reply to Ann Kowalski: Good morning/);
  await expect(said(page).nth(2)).toContainText(/Robin Weber.*Host.*The one with the map/);
  await expect(said(page).nth(3)).toContainText(/Map, second draft.pdf.*2.4 MB.*👍 1.*🎉 2/);
  await expect(said(page).nth(5)).toContainText("This message was deleted.");
});

test("news are counted while nobody looks, and seen by looking", async ({ open: visit }) => {
  const page = await visit("live");
  await open(page, "Design review");
  const write = (text: string) =>
    page.evaluate((words) => window.fake.write("abc-defg-hij", "Bob", words), text);
  await write("One");
  await write("Two");
  const tab = page.getByRole("tab", { name: /Chat/ });
  await expect(tab).toHaveAccessibleName(/2 new messages/);
  await tab.click();
  await expect(said(page)).toHaveText([/One/, /Two/]);
  await expect(tab).toHaveAccessibleName("Chat");
  await write("Three");
  await expect(said(page)).toHaveCount(3);
  await expect(tab).toHaveAccessibleName("Chat");
});

test("Enter sends, Shift and Enter begin a line, and a refusal keeps the words", async ({
  open: visit,
}) => {
  const page = await chat(visit);
  await field(page).fill("We begin");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("in a minute.");
  await page.keyboard.press("Enter");
  await expect(said(page).last()).toContainText(/Robin Weber.*Host/);
  await expect(said(page).last().locator(".message-text")).toHaveText("We begin\nin a minute.");
  await expect(field(page)).toHaveValue("");

  await page.evaluate(() => {
    window.fake.refusal = { method: "POST", status: 429, detail: "That was a lot. Wait a second." };
  });
  await field(page).fill("Once more");
  await press(page, "Send");
  await expect(page.getByRole("alert")).toHaveText("That was a lot. Wait a second.");
  await expect(field(page)).toHaveValue("Once more");
  await page.evaluate(() => {
    window.fake.refusal = null;
  });
  await press(page, "Send");
  await expect(said(page).last()).toContainText("Once more");
  const keys = await page.evaluate(() =>
    window.fake.requests
      .filter(({ body }) => body?.includes("Once more"))
      .map(({ body }) => JSON.parse(body ?? "{}").key),
  );
  expect(new Set(keys).size, "the same message, tried again, keeps its key").toBe(1);
});

test("a message is deleted, and the chat cleared after a question", async ({ open: visit }) => {
  const page = await chat(visit);
  await said(page)
    .first()
    .getByRole("button", { name: "Delete the message of Ann Kowalski" })
    .click();
  await expect(said(page).first()).toContainText("This message was deleted.");
  await press(page, "Clear the chat");
  const question = page.getByRole("alertdialog", { name: "Clear the chat?" });
  await expect(question).toContainText("for good");
  await press(question, "Clear");
  await expect(log(page)).toContainText("Nothing has been said yet.");
});

test("a file is saved, and the place is said", async ({ open: visit }) => {
  const page = await chat(visit);
  await press(page, "Save Map, second draft.pdf");
  await expect(page.getByText(/Saved as .*Map, second draft.pdf/)).toBeVisible();
  expect(await page.evaluate(() => window.fake.saved)).toEqual([
    "/api/v1/meetings/abc-defg-hij/files/f1",
  ]);
});

test("a chat that can't be read says so and can be read again", async ({ open: visit }) => {
  const page = await visit("chat");
  await open(page, "Design review");
  await page.evaluate(() => {
    window.fake.refusal = { method: "GET", status: 500, detail: "The chat could not be read." };
  });
  await page.getByRole("tab", { name: /Chat/ }).click();
  await expect(log(page).getByRole("alert")).toContainText("The chat could not be read.");
  await page.evaluate(() => {
    window.fake.refusal = null;
  });
  await press(page, "Try again");
  await expect(said(page)).toHaveCount(6);
});
