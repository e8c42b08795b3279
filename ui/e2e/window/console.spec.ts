/** What a host does in a meeting without being in it: each control, and what comes of it. */
import { expect, item, narrow, open, type Page, press, settled, test } from "./test.ts";

const review = "abc-defg-hij";

const room = (page: Page) => page.getByRole("list", { name: "In the room" });
const person = (page: Page, name: string) =>
  room(page).getByRole("listitem").filter({ hasText: name });
const choose = async (page: Page, name: string, deed: string) => {
  await press(page, `More for ${name}`);
  await page.getByRole("menuitem", { name: deed, exact: true }).click();
};
const requests = (page: Page) =>
  page.evaluate(() =>
    window.fake.requests
      .filter(({ method }) => method !== "GET")
      .map(({ method, path, body }) =>
        `${method} ${path.replace("/api/v1/meetings/", "")} ${body ?? ""}`.trim(),
      ),
  );

test.describe("somebody inside", () => {
  test("is muted, and asked to unmute", async ({ open: visit }) => {
    const page = await visit("live");
    await open(page, "Design review");
    await press(page, "Mute Ann Kowalski");
    await expect(person(page, "Ann")).toContainText("Muted");
    await press(page, "Ask Ann Kowalski to unmute");
    await expect(page.getByText("Ann Kowalski is asked to unmute")).toBeVisible();
    expect(await requests(page)).toEqual([
      `POST ${review}/participants/ann_kowalski_00000001/mute {"source":"microphone"}`,
      `POST ${review}/participants/ann_kowalski_00000001/ask {"what":"unmute"}`,
    ]);
  });

  test("shows and shares no more", async ({ open: visit }) => {
    const page = await visit("live");
    await open(page, "Design review");
    await choose(page, "Bob", "Stop sharing");
    await expect(person(page, "Bob")).not.toContainText("Sharing");
    await choose(page, "Bob", "Stop camera");
    await expect(person(page, "Bob")).toContainText("Camera off");
    await press(page, "More for Bob");
    await expect(page.getByRole("menuitem", { name: /^Stop/ })).toHaveCount(0);
  });

  test("gets another name, which must not be empty", async ({ open: visit }) => {
    const page = await visit("live");
    await open(page, "Design review");
    await choose(page, "Bob", "Rename");
    const dialog = page.getByRole("dialog", { name: "Rename Bob" });
    await dialog.getByRole("textbox", { name: "Name" }).fill(" ");
    await press(dialog, "Save");
    await expect(dialog).toContainText("Type a name.");
    await dialog.getByRole("textbox", { name: "Name" }).fill("Robert");
    await page.keyboard.press("Enter");
    await expect(person(page, "Robert")).toBeVisible();
    await expect(dialog).toHaveCount(0);
  });

  test("becomes co-host, and guest again", async ({ open: visit }) => {
    const page = await visit("live");
    await open(page, "Design review");
    await choose(page, "Bob", "Make co-host");
    await expect(person(page, "Bob")).toContainText("Co-host");
    await choose(page, "Bob", "Take co-host away");
    await expect(person(page, "Bob")).not.toContainText("Co-host");
  });

  test("stands in the spotlight until somebody ends it", async ({ open: visit }) => {
    const page = await visit("live");
    await open(page, "Design review");
    await choose(page, "Bob", "Spotlight for everybody");
    await expect(person(page, "Bob")).toContainText("In the spotlight");
    await press(page, "More for this meeting");
    await page.getByRole("menuitem", { name: "End the spotlight" }).click();
    await expect(person(page, "Bob")).not.toContainText("In the spotlight");
  });

  test("who is the host can't be demoted or removed", async ({ open: visit }) => {
    const page = await visit("busy");
    await open(page, "All hands");
    await press(page, "More for Mia Berg");
    await expect(page.getByRole("menuitem", { name: "Rename" })).toBeVisible();
    await expect(page.getByRole("menuitem", { name: /Remove|co-host/ })).toHaveCount(0);
  });

  test("is removed, and newcomers wait unless that is not wanted", async ({ open: visit }) => {
    const page = await visit("live");
    await open(page, "Design review");
    await choose(page, "Bob", "Remove");
    const question = page.getByRole("alertdialog", { name: "Remove Bob?" });
    await expect(question.getByRole("checkbox", { name: "Newcomers wait for me" })).toBeChecked();
    await press(question, "Remove");
    await expect(person(page, "Bob")).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Lobby" })).toHaveAttribute(
      "aria-pressed",
      "true",
    );

    await choose(page, "Ann Kowalski", "Remove");
    await page.getByText("Newcomers wait for me").click();
    await press(page.getByRole("alertdialog"), "Remove");
    await expect(person(page, "Ann")).toHaveCount(0);
    expect(await requests(page)).toEqual([
      `DELETE ${review}/participants/bob_00000001?newcomers_wait=true`,
      `DELETE ${review}/participants/ann_kowalski_00000001?newcomers_wait=false`,
    ]);
  });
});

test("hands stand in the order in which they went up, and go down one by one or all at once", async ({
  open: visit,
}) => {
  const page = await visit("busy");
  await open(page, "All hands");
  const names = () => room(page).locator(".people-name").allTextContents();
  expect((await names()).slice(0, 3)).toEqual(["Tariq Diaz", "Sam Costa", "Rosa Berg"]);
  await expect(person(page, "Sam Costa")).toContainText("Hand up, number 2");
  await choose(page, "Tariq Diaz", "Lower hand");
  await expect(person(page, "Sam Costa")).toContainText("Hand up");
  await expect(person(page, "Rosa Berg")).toContainText("Hand up, number 2");
  await press(page, "More for this meeting");
  await page.getByRole("menuitem", { name: "Lower all hands" }).click();
  await expect(room(page).getByText("Hand up")).toHaveCount(0);
});

test("everybody is muted at once, and it says how many", async ({ open: visit }) => {
  const page = await visit("live");
  await open(page, "Design review");
  await press(page, "Mute all");
  await expect(page.getByText("1 person is muted")).toBeVisible();
  await press(page, "Mute all");
  await expect(page.getByText("Everybody is muted already")).toBeVisible();
});

test("every rule is a switch that answers", async ({ open: visit }) => {
  const page = await visit("live");
  await open(page, "Design review");
  await page.getByRole("tab", { name: "Settings" }).click();
  const rules = [
    ["Lock the meeting", "locked", true],
    ["Newcomers wait for you", "lobby", true],
    ["Lock microphones", "microphones_locked", true],
    ["Guests may share their screen", "who_shares", "hosts"],
    ["Guests may write in the chat", "who_chats", "hosts"],
  ] as const;
  for (const [name, rule, value] of rules) {
    const before = await page.getByRole("switch", { name }).isChecked();
    await page.getByText(name, { exact: true }).click();
    await expect(page.getByRole("switch", { name })).toBeChecked({ checked: !before });
    const told = await page.evaluate(
      () => window.fake.meetings.find(({ meeting_id }) => meeting_id === "abc-defg-hij")?.rules,
    );
    expect(told?.[rule]).toBe(value);
  }
  const facts = page.locator(".detail-facts");
  await expect(facts).toContainText("Locked");
  await expect(facts).toContainText("Lobby");
  await expect(facts).toContainText("Microphones locked");
});

test("a rule that could not be changed says why, and stays as it was", async ({ open: visit }) => {
  const page = await visit("live");
  await open(page, "Design review");
  await page.evaluate(() => {
    window.fake.refusal = { method: "PATCH", status: 500, detail: "The disk is full." };
  });
  await press(page, "Lock");
  await expect(page.getByText("The disk is full.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Lock" })).toHaveAttribute("aria-pressed", "false");
});

test.describe("those who wait", () => {
  const line = (page: Page) => page.getByRole("list", { name: "Waiting" }).getByRole("listitem");

  test("are told wherever one looks, once, and lead to their meeting", async ({ open: visit }) => {
    const page = await visit("live");
    await open(page, "Open office hours");
    await page.evaluate(() => window.fake.knock("abc-defg-hij", "Dana"));
    await expect(item(page, "Design review")).toContainText("1 waiting");
    await expect(
      page.locator("[aria-live=polite]").filter({ hasText: "Dana waits in Design review" }),
    ).toHaveCount(1);
    await press(page, "Dana waits in Design review");
    await expect(page.getByRole("heading", { name: "Design review" })).toBeVisible();
    await expect(line(page)).toContainText(/Dana.*First in line · just now/);
  });

  test("are admitted one by one or all at once", async ({ open: visit }) => {
    const page = await visit("waiting");
    await open(page, "Design review");
    await expect(line(page).nth(1)).toContainText(/Number 2 in line · for 1 minute/);
    await press(page, "Admit Dana");
    await expect(person(page, "Dana")).toBeVisible();
    await expect(line(page)).toHaveCount(1);
    await page.evaluate(() => window.fake.knock("abc-defg-hij", "Fay"));
    await press(page, "Admit all");
    await expect(line(page)).toHaveCount(0);
    await expect(room(page).getByRole("listitem")).toHaveCount(6);
  });

  test("are turned away with a sentence", async ({ open: visit }) => {
    const page = await visit("waiting");
    await open(page, "Design review");
    await press(page, "Deny Dana");
    const question = page.getByRole("alertdialog", { name: "Turn Dana away?" });
    await question.getByRole("textbox").fill("We begin at three.");
    await press(question, "Deny");
    await expect(line(page)).toHaveCount(1);
    expect(await page.evaluate(() => window.fake.room("abc-defg-hij").denied)).toEqual([
      "We begin at three.",
    ]);
  });

  test("in a meeting without anybody inside lead the list", async ({ open: visit }) => {
    const page = await visit("few");
    await settled(page);
    await page.evaluate(() => {
      const { meeting_id } = window.fake.meetings.at(-1) ?? {};
      if (meeting_id) window.fake.knock(meeting_id, "Dana");
    });
    await press(page, /^Dana waits in/);
    await press(page, "Admit Dana");
    await expect(person(page, "Dana")).toBeVisible();
  });
});

test("a meeting ends for everybody after a countdown that can be stopped", async ({
  open: visit,
}) => {
  const page = await visit("live");
  await open(page, "Design review");
  const end = async () => {
    await press(page, "More for this meeting");
    await page.getByRole("menuitem", { name: "End for all" }).click();
    await expect(page.getByRole("timer")).toHaveText(/Ends for everybody in (10|9|8) seconds/);
  };
  await end();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("timer")).toHaveCount(0);
  await expect(room(page).getByRole("listitem")).toHaveCount(3);
  await end();
  await press(page, "End now");
  await expect(page.getByText("Nobody is inside.")).toBeVisible();
});

test("all live meetings are on one page, each with what one does most", async ({ open: visit }) => {
  const page = await visit("busy");
  await press(page, "All live meetings");
  const card = (title: string) => page.getByRole("article", { name: title });
  await expect(page.getByRole("article")).toHaveCount(4);
  await expect(card("All hands")).toContainText(/30 inside.*5 microphones on.*3 hands up/);
  await press(card("All hands"), "Mute all");
  await expect(card("All hands")).toContainText("All muted");
  await press(card("All hands"), "Lock");
  await expect(card("All hands").getByRole("button", { name: "Lock" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await press(card("Design review"), "Admit all");
  await expect(card("Design review")).toContainText("5 inside");
  await page.evaluate(() => window.fake.room("abc-defg-hij").end(60));
  await press(card("Design review"), "Don’t end it");
  await expect(card("Design review").getByRole("timer")).toHaveCount(0);
  await press(card("Design review"), "Design review");
  await expect(room(page)).toBeVisible();
});

test("the overview is a page of its own in a narrow window, and leads back", async ({
  open: visit,
}) => {
  const page = await visit("busy", narrow);
  await press(page, "All live meetings");
  await expect(page.getByRole("heading", { name: "4 live meetings" })).toBeFocused();
  await press(page, "Back");
  await expect(page.getByRole("list", { name: "Meetings" })).toBeVisible();
});
