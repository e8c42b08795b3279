/** The list of meetings, and making, changing and deleting one. */
import { expect, item, meetings, narrow, press, settled, test, wide } from "./test.ts";

test("one press makes a meeting, selects it, copies its link, and can be taken back", async ({
  open,
}) => {
  const page = await open("empty");
  await press(page, "New meeting");
  await expect(page.getByText(/link copied\./)).toBeVisible();
  await expect(meetings(page).getByRole("listitem")).toHaveCount(1);
  expect(await page.evaluate(() => window.fake.copied)).toEqual([
    "http://localhost:3000/meeting/new-meet-ina",
  ]);
  await press(page, "Undo");
  await expect(page.getByRole("heading", { name: "Your meetings will be here" })).toBeVisible();
});

test("Undo goes with the first person who joins", async ({ open }) => {
  const page = await open("few");
  await press(page, "New meeting");
  await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
  await page.evaluate(() => window.fake.enter("new-meet-ina", { name: "Ann" }));
  await expect(page.getByRole("button", { name: "Undo" })).toHaveCount(0);
  await expect(item(page, "new-meet-ina")).toContainText("Ann");
});

test("people come, mute, share and go without the window asking", async ({ open }) => {
  const page = await open("few");
  const row = item(page, "Budget 2027");
  await row.getByRole("button", { name: /Budget 2027/ }).click();
  const asked = () => page.evaluate(() => window.fake.requests.length);
  const before = await asked();

  await page.evaluate(() => {
    const { meeting_id } = window.fake.meetings.find((one) => one.title === "Budget 2027") ?? {};
    if (!meeting_id) throw new Error("the meeting is missing");
    const ann = window.fake.enter(meeting_id, { name: "Ann" });
    window.fake.say({
      type: "participant_updated",
      meeting_id,
      participant: { ...ann, microphone: false, screen: true },
    });
  });
  await expect(row).toContainText("1 inside");
  const ann = page.getByRole("list", { name: "In the room" }).getByRole("listitem");
  await expect(ann).toContainText(/Ann.*Sharing.*Muted.*Camera on.*joined/);

  await press(ann, "More for Ann");
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await press(page.getByRole("alertdialog", { name: "Remove Ann?" }), "Remove");
  await expect(page.getByText("Nobody is inside.")).toBeVisible();
  expect(await asked()).toBe(before + 1);
});

test("Delete tells how many people are inside, and does it", async ({ open }) => {
  const page = await open("live");
  await press(item(page, "Design review"), "Delete");
  const question = page.getByRole("alertdialog", { name: "Delete “Design review”?" });
  await expect(question).toContainText("3 people are inside and will be disconnected.");
  await page.evaluate(() => window.fake.leave("abc-defg-hij", "bob_00000001"));
  await expect(question).toContainText("2 people are inside");
  await press(question, "Delete");
  await expect(item(page, "Design review")).toHaveCount(0);
});

test("a title and a size are changed where they stand", async ({ open }) => {
  const page = await open("live");
  await item(page, "Design review")
    .getByRole("button", { name: /Design review/ })
    .click();
  await press(page, "Rename");
  await page.getByRole("textbox", { name: "Title" }).fill("Review of the design");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Review of the design" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Rename" })).toBeFocused();
  await page.getByRole("tab", { name: "Settings" }).click();
  await press(page, "Change");
  await page.getByRole("textbox", { name: "Most people at once" }).fill("1001");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Choose a number from 1 to 1000.")).toBeVisible();
  await page.getByRole("textbox", { name: "Most people at once" }).fill("8");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Room for 8 people")).toBeVisible();
});

test("the keyboard does everything", async ({ open }) => {
  const page = await open("live");
  await settled(page);
  await page.keyboard.press("Control+n");
  await expect(page.getByText(/link copied\./)).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(item(page, "new-meet-ina")).toHaveCount(0);

  const first = meetings(page).getByRole("listitem").first();
  await first.getByRole("button").first().focus();
  await page.keyboard.press("ArrowDown");
  const second = item(page, "Design review");
  await expect(second.getByRole("button").first()).toBeFocused();
  for (const name of ["Copy link", "Join", "Delete"]) {
    await page.keyboard.press("Tab");
    await expect(second.getByRole("button", { name, exact: true })).toBeFocused();
  }
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(second.getByRole("button", { name: "Delete", exact: true })).toBeFocused();
  await page.keyboard.press("End");
  await expect(
    meetings(page).getByRole("listitem").last().getByRole("button").first(),
  ).toBeFocused();
  await page.keyboard.press("Control+,");
  await expect(page.getByRole("dialog", { name: "Settings" })).toBeVisible();
});

test("ten thousand meetings are a list like any other", async ({ open }) => {
  const page = await open("ten_thousand");
  const rows = meetings(page).getByRole("listitem");
  await expect(rows.first()).toBeVisible();
  const toTheEnd = () =>
    page.locator(".list-scroller").evaluate((list) => {
      list.scrollTo(0, list.scrollHeight);
      return window.fake.requests.length;
    });
  await expect.poll(toTheEnd).toBeGreaterThan(10);
  expect(await rows.count()).toBeLessThan(60);
  await page.getByRole("searchbox", { name: "Search meetings" }).fill("Budget 2027 9987");
  await expect(rows).toHaveCount(1);
});

test("a narrow window shows the list, then one meeting, and leads back", async ({ open }) => {
  const page = await open("live", narrow);
  await item(page, "Design review")
    .getByRole("button", { name: /Design review/ })
    .click();
  await expect(page.getByRole("heading", { name: "Design review" })).toBeFocused();
  await expect(meetings(page)).toBeHidden();
  await press(page, "Back");
  await expect(item(page, "Design review").getByRole("button").first()).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(meetings(page)).toBeVisible();
});

test("New meeting does not jump: its place is kept until it is known", async ({ open }) => {
  const page = await open("slow");
  await expect(page.locator(".new-place")).toBeVisible();
  await expect(page.getByRole("button", { name: "New meeting" })).toHaveCount(0);
});

test("what is said in passing does not lie over the strip", async ({ open }) => {
  for (const size of [wide, narrow]) {
    const page = await open("few", size);
    await press(page, "New meeting");
    if (size === narrow) await press(page, "Back");
    const toast = await page.getByText(/link copied\./).boundingBox();
    const strip = await page.getByRole("status").boundingBox();
    if (!toast || !strip) throw new Error("toast or strip is not drawn");
    const apart = toast.x >= strip.x + strip.width || toast.y + toast.height <= strip.y;
    expect(apart, `at ${size.width} px`).toBe(true);
    await page.close();
  }
});
