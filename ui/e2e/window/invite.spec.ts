/** Handing the link over: square, invitation, calendar, e-mail, time, and what guests see first. */

import ICAL from "ical.js";
import { readQr } from "../qr.ts";
import { expect, type Locator, open, type Page, press, test, wide } from "./test.ts";

const link = "https://192.168.1.7:3000/meeting/abc-defg-hij";

const invite = async (page: Page) => {
  await open(page, "Design review");
  await press(page, "Invite");
  const dialog = page.getByRole("dialog", { name: "Invite to “Design review”" });
  await expect(dialog).toBeVisible();
  return dialog;
};

const scan = async (page: Page, place: Page | Locator) => readQr(page, await place.screenshot());

test("the square holds the link, small and as large as the screen, in light and dark", async ({
  open: visit,
}) => {
  const page = await visit("shared");
  const dialog = await invite(page);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(dialog.getByRole("img", { name: /^QR code of the link to/ })).toBeVisible();
    expect(await scan(page, dialog), `in the window, ${colorScheme}`).toBe(link);
  }
  await press(dialog, "Full screen");
  const poster = page.getByRole("dialog", { name: "Design review", exact: true });
  await expect(poster).toContainText(link);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await scan(page, page), `full screen, ${colorScheme}`).toBe(link);
  }
  await page.keyboard.press("Escape");
  await expect(poster).toHaveCount(0);
  await expect(dialog).toBeVisible();
});

test("around the square there are four modules of white, whatever is behind it", async ({
  open: visit,
}) => {
  const page = await visit("shared");
  await page.emulateMedia({ colorScheme: "dark" });
  await invite(page);
  const square = page.getByRole("img", { name: /^QR code/ });
  const quiet = await square.evaluate((svg) => {
    const [, , size = 0] = (svg.getAttribute("viewBox") ?? "").split(" ").map(Number);
    const ink = (svg.querySelector(".qr-ink") as SVGPathElement).getBBox();
    const paper = svg.querySelector(".qr-paper") as SVGRectElement;
    const colours = [paper, svg.querySelector(".qr-ink") as Element].map(
      (one) => getComputedStyle(one).fill,
    );
    return { edges: [ink.x, ink.y, size - ink.x - ink.width], colours };
  });
  expect(quiet.edges).toEqual([4, 4, 4]);
  expect(quiet.colours).toEqual(["rgb(255, 255, 255)", "rgb(0, 0, 0)"]);
});

test("a link of this computer is no other in the square, and one press leads to sharing", async ({
  open: visit,
}) => {
  const page = await visit("live");
  const dialog = await invite(page);
  expect(await scan(page, dialog)).toBe("http://localhost:3000/meeting/abc-defg-hij");
  await expect(dialog).not.toContainText("What guests see the first time");
  await press(dialog, "Share on this network…");
  const sharing = page.getByRole("dialog", { name: "Sharing" });
  await sharing.getByText("Share on this network", { exact: true }).click();
  await press(sharing, "Close");
  await expect(dialog).toContainText(link);
  expect(await scan(page, dialog)).toBe(link);
});

test("the poster is one press and Escape away, also from the keyboard", async ({ open: visit }) => {
  const page = await visit("shared");
  await open(page, "Design review");
  const button = page.getByRole("button", { name: "QR code" });
  await button.focus();
  await page.keyboard.press("Enter");
  const poster = page.getByRole("dialog", { name: "Design review", exact: true });
  await expect(poster.getByRole("button", { name: "Close" })).toBeFocused();
  const box = await poster.boundingBox();
  expect(box?.width).toBeGreaterThanOrEqual(wide.width);
  await page.keyboard.press("Escape");
  await expect(poster).toHaveCount(0);
  await expect(button).toBeFocused();
});

test("invitation and e-mail say the same, and a clipboard that refuses is told", async ({
  open: visit,
}) => {
  const page = await visit("shared");
  const dialog = await invite(page);
  await press(dialog, "Copy invitation");
  await expect(page.getByText("Invitation copied", { exact: true })).toBeVisible();
  const [text = ""] = await page.evaluate(() => window.fake.copied);
  expect(text.split("\n")).toContain(link);
  expect(text).toMatch(/You are invited to “Design review”\.\nWhen: .*March 4, 2031/);

  await press(dialog, "Write an e-mail");
  await expect.poll(() => page.evaluate(() => window.fake.mails.length)).toBe(1);
  const [mail = ""] = await page.evaluate(() => window.fake.mails);
  const body = decodeURIComponent(mail.split("&body=")[1] ?? "");
  expect(decodeURIComponent(mail)).toContain("mailto:?subject=Invitation: Design review&body=");
  expect(body).toBe(text.replaceAll("\n", "\r\n"));
  expect(page.url(), "the window stays where it is").toContain("state=shared");

  await page.evaluate(() => {
    window.fake.mailBroken = true;
    window.fake.clipboardBroken = true;
  });
  await press(dialog, "Write an e-mail");
  await expect(page.getByText("No mail program could be opened.")).toBeVisible();
  await press(dialog, "Copy invitation");
  await expect(page.getByText(/The invitation could not be copied/)).toBeVisible();
});

test("a time is set, saved for calendars, changed and removed", async ({ open: visit }) => {
  const page = await visit("live");
  const dialog = await invite(page);
  await expect(dialog.getByRole("button", { name: "Save for calendars" })).toHaveCount(0);
  await press(dialog, "Set a time");
  const year = dialog.getByRole("spinbutton", { name: /year/ });
  await expect(dialog.getByRole("spinbutton").first()).toBeFocused();
  await year.fill("2020");
  await press(dialog, "Save");
  await expect(dialog).toContainText("That time has passed.");
  // Typed part by part, as on any keyboard.
  await dialog.getByRole("spinbutton").first().focus();
  await page.keyboard.type("11242031");
  await page.keyboard.type("0230");
  await page.keyboard.type("PM");
  await dialog.getByRole("button", { name: /Takes/ }).click();
  await page.getByRole("option", { name: "1 hour 30 minutes" }).click();
  await press(dialog, "Save");
  await expect(dialog).toContainText(/Mon.*November 24, 2031.*2:30.*1 hour 30 minutes/);

  await press(dialog, "Save for calendars");
  await expect(page.getByText("Saved as /home/robin/Downloads/Design review.ics")).toBeVisible();
  const [file] = await page.evaluate(() => window.fake.written);
  const calendar = new ICAL.Component(ICAL.parse(file?.text ?? ""));
  const event = new ICAL.Event(calendar.getFirstSubcomponent("vevent") as ICAL.Component);
  const local = await page.evaluate(() => new Date(2031, 10, 24, 14, 30).toISOString());
  expect(event.startDate.toJSDate().toISOString()).toBe(local);
  expect(event.duration.toSeconds()).toBe(5400);
  expect(event.location).toBe("http://localhost:3000/meeting/abc-defg-hij");

  await press(dialog, "Change");
  await page.keyboard.press("Tab");
  await press(dialog, "Cancel");
  await press(dialog, "Remove the time");
  await expect(dialog).toContainText("No time is set.");
});

test("the calendar is opened, walked and chosen from with the keyboard", async ({
  open: visit,
}) => {
  const page = await visit("shared");
  const dialog = await invite(page);
  await press(dialog, "Change");
  await page.getByRole("button", { name: /Calendar/ }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "March 2031" })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "March 2031" })).toHaveCount(0);
  await press(dialog, "Save");
  await expect(dialog).toContainText(/March 11, 2031|March 11/);
});

test("each browser's warning is shown and explained, with the address that guests see", async ({
  open: visit,
}) => {
  const page = await visit("shared");
  const dialog = await invite(page);
  const opener = dialog.getByRole("button", { name: "What guests see the first time" });
  await opener.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const steps = dialog.getByRole("tabpanel").getByRole("listitem");
  const told = [
    ["Chrome, Edge", ["Press “Advanced”.", "Press “Proceed to 192.168.1.7 (unsafe)”."]],
    ["Firefox", ["Press “Advanced…”.", "Press “Accept the Risk and Continue”."]],
    [
      "Safari, iPhone",
      ["Tap “Show Details”.", "Tap “visit this website”.", "Confirm with “Visit Website”."],
    ],
    ["Chrome, Android", ["Tap “Advanced”.", "Tap “Proceed to 192.168.1.7 (unsafe)”."]],
  ] as const;
  for (const [name, words] of told) {
    await expect(dialog.getByRole("tab", { name })).toBeFocused();
    await expect(steps).toHaveText([...words]);
    await expect(dialog.getByRole("tabpanel").locator("svg.drawing").first()).toBeVisible();
    await page.keyboard.press("ArrowRight");
  }
});

test("an encrypted meeting's code holds the key, and no letter does", async ({ open: visit }) => {
  const page = await visit("live");
  await page.evaluate(() => {
    const { meeting_id } = window.fake.createEncrypted();
    window.fake.change(meeting_id, { title: "Secret" });
  });
  await open(page, "Secret");
  await press(page, "Invite");
  const dialog = page.getByRole("dialog", { name: "Invite to “Secret”" });
  const key = await page.evaluate(() => [...window.fake.keys.values()][0]);
  expect(await scan(page, dialog)).toMatch(new RegExp(`/meeting/[a-z-]+#k=${key}$`));
  await expect(dialog.getByRole("button", { name: "Write an e-mail" })).toHaveCount(0);
});
