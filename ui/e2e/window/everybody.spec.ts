/** Every state of the window: no violation of accessibility in light, dark and right to left, nothing sideways. */
import {
  clean,
  expect,
  item,
  narrow,
  open,
  type Page,
  press,
  settled,
  test,
  wide,
} from "./test.ts";

const sharing = async (page: Page) => {
  await settled(page);
  await press(page, "Sharing");
  await expect(page.getByRole("dialog", { name: "Sharing" })).toBeVisible();
};
const invite = async (page: Page) => {
  await open(page, "Design review");
  await press(page, "Invite");
  await expect(page.getByRole("dialog", { name: /^Invite/ })).toBeVisible();
};

test.describe("everybody can use", () => {
  const scenes: Record<string, { state: string; act?: (page: Page) => Promise<void> }> = {
    "an empty window": { state: "empty" },
    "live meetings": { state: "live" },
    "a full house": { state: "crowd" },
    "many meetings": { state: "many" },
    "a search without an answer": {
      state: "many",
      act: async (page) => {
        await page.getByRole("searchbox", { name: "Search meetings" }).fill("zzz");
        await expect(page.getByText("No meeting has “zzz”")).toBeVisible();
      },
    },
    "a slow start": {
      state: "starting",
      act: (page) => expect(page.getByText("Starting the meeting server…").first()).toBeVisible(),
    },
    "a list that can't be read": { state: "refused" },
    "a server that is away": { state: "away" },
    "a start that failed": {
      state: "failed",
      act: (page) =>
        expect(page.getByRole("heading", { name: "Confab could not start" })).toBeVisible(),
    },
    "a taken port": {
      state: "taken",
      act: async (page) => {
        await page.getByRole("button", { name: /See what to do/ }).click();
        await expect(page.getByRole("dialog")).toBeVisible();
      },
    },
    "a check that finds faults": {
      state: "faulty",
      act: async (page) => {
        await page.getByRole("button", { name: /See why|See what to do|Server ready/ }).click();
        await press(page, "Check everything");
        await expect(page.getByText("things need a look")).toBeVisible();
      },
    },
    settings: {
      state: "environment",
      act: async (page) => {
        await press(page, "Settings");
        await expect(page.getByLabel("Your name")).toBeVisible();
      },
    },
    "a question before a deletion": {
      state: "live",
      act: async (page) => {
        await press(item(page, "Design review"), "Delete");
        await expect(page.getByRole("alertdialog")).toBeVisible();
      },
    },
    "people who wait": {
      state: "waiting",
      act: async (page) => {
        await open(page, "Design review");
        await expect(page.getByRole("list", { name: "Waiting" })).toBeVisible();
      },
    },
    "a sentence for somebody who is turned away": {
      state: "waiting",
      act: async (page) => {
        await open(page, "Design review");
        await press(page, "Deny Dana");
        await expect(page.getByRole("alertdialog")).toBeVisible();
      },
    },
    "thirty people": { state: "busy", act: (page) => open(page, "All hands") },
    "all live meetings": {
      state: "busy",
      act: async (page) => {
        await press(page, "All live meetings");
        await expect(page.getByRole("heading", { name: "4 live meetings" })).toBeVisible();
      },
    },
    "what can be done about somebody": {
      state: "live",
      act: async (page) => {
        await open(page, "Design review");
        await press(page, "More for Ann Kowalski");
        await expect(page.getByRole("menu")).toBeVisible();
      },
    },
    "a question before a removal": {
      state: "live",
      act: async (page) => {
        await open(page, "Design review");
        await press(page, "More for Ann Kowalski");
        await page.getByRole("menuitem", { name: "Remove" }).click();
        await expect(page.getByRole("alertdialog")).toBeVisible();
      },
    },
    "a meeting that ends": {
      state: "live",
      act: async (page) => {
        await open(page, "Design review");
        await page.evaluate(() => window.fake.room("abc-defg-hij").end(60));
        await expect(page.getByRole("timer")).toBeVisible();
      },
    },
    "a chat": {
      state: "chat",
      act: async (page) => {
        await open(page, "Design review");
        await page.getByRole("tab", { name: /Chat/ }).click();
        await expect(page.getByText("The one with the map.")).toBeVisible();
      },
    },
    "the settings of a meeting": {
      state: "live",
      act: async (page) => {
        await open(page, "Design review");
        await page.getByRole("tab", { name: "Settings" }).click();
        await expect(page.getByRole("switch").first()).toBeAttached();
      },
    },
    "sharing that is off": { state: "few", act: sharing },
    "sharing with five addresses": { state: "shared", act: sharing },
    "sharing by somebody else's decision": { state: "sharing_fixed", act: sharing },
    "sharing without a network": { state: "no_network", act: sharing },
    "sharing that begins": { state: "sharing_starts", act: sharing },
    "sharing that failed": { state: "sharing_failed", act: sharing },
    "an address that is taken": { state: "address_taken", act: sharing },
    "an address that changed": {
      state: "shared",
      act: async (page) => {
        await open(page, "Design review");
        await page.evaluate(() => window.fake.sharing.move("192.168.1.7", "192.168.1.9"));
        await expect(page.getByRole("button", { name: "Copy the new link" })).toBeVisible();
      },
    },
    "an invitation on this computer": { state: "live", act: invite },
    "an invitation to a chosen meeting": { state: "chosen", act: invite },
    "an invitation with a time": {
      state: "shared",
      act: async (page) => {
        await invite(page);
        await press(page, "What guests see the first time");
        await expect(page.getByRole("tabpanel").last()).toContainText("Press “Advanced”.");
      },
    },
    "a warning on an iPhone": {
      state: "shared",
      act: async (page) => {
        await invite(page);
        await press(page, "What guests see the first time");
        await page.getByRole("tab", { name: "Safari, iPhone" }).click();
        await expect(page.getByRole("tabpanel").last()).toContainText("Visit Website");
      },
    },
    "a time that is being chosen": {
      state: "shared",
      act: async (page) => {
        await invite(page);
        await press(page, "Change");
        await page.getByRole("button", { name: /Calendar/ }).click();
        await expect(page.getByRole("heading", { name: "March 2031" })).toBeVisible();
      },
    },
    "a square as large as the screen": {
      state: "shared",
      act: async (page) => {
        await open(page, "Design review");
        await press(page, "QR code");
        await expect(page.getByRole("img", { name: /^QR code/ })).toBeVisible();
      },
    },
    "a new meeting": {
      state: "few",
      act: async (page) => {
        await press(page, "New meeting");
        await expect(page.getByText("link copied")).toBeVisible();
      },
    },
  };

  for (const [what, { state, act }] of Object.entries(scenes)) {
    test(what, async ({ open: visit }) => {
      for (const size of [wide, narrow]) {
        const page = await visit(state, size);
        if (act) await act(page);
        else await settled(page);
        await clean(page, `${what} at ${size.width} px`);
        await page.close();
      }
    });
  }
});
