/** Sharing on the network: the switch and its panel, what changes by itself, and what is said of it. */
import { expect, item, narrow, open, type Page, press, settled, test } from "./test.ts";

const panel = async (page: Page) => {
  await settled(page);
  await press(page, "Sharing");
  const dialog = page.getByRole("dialog", { name: "Sharing" });
  await expect(dialog).toBeVisible();
  return dialog;
};
const strip = (page: Page) => page.locator(".strip");
const toast = (page: Page) => page.getByRole("region", { name: /notification/i });
const copied = (page: Page) => page.evaluate(() => window.fake.copied);
const patches = (page: Page) =>
  page.evaluate(() =>
    window.fake.requests
      .filter(({ method }) => method === "PATCH")
      .map(({ path, body }) => `${path.replace("/api/v1/", "")} ${body}`),
  );

test("is off at first, said honestly, and one switch changes links everywhere", async ({
  open: visit,
}) => {
  const page = await visit("live");
  await open(page, "Design review");
  await expect(strip(page)).toContainText("links work on this computer");
  await expect(page.getByText("Works on this computer only.")).toBeVisible();

  const dialog = await panel(page);
  const share = dialog.getByRole("switch", { name: "Share on this network" });
  await expect(share).not.toBeChecked();
  await expect(dialog.getByText("Nothing, while sharing is off.")).toBeVisible();
  await expect(dialog.getByRole("list")).toHaveCount(0);

  await dialog.getByText("Share on this network", { exact: true }).click();
  await expect(share).toBeChecked();
  await expect(
    dialog.getByText("maple river candle north violet harbor pencil seven"),
  ).toBeVisible();
  await expect(dialog.getByText(/begin with https:\/\/192\.168\.1\.7:3000/)).toBeVisible();
  await page.keyboard.press("Escape");

  await expect(strip(page)).toContainText("links work on this network");
  const card = page.getByRole("region", { name: "Link" });
  await expect(card).toContainText("https://192.168.1.7:3000/meeting/abc-defg-hij");
  await expect(card).toContainText("Works on this network.");
  await press(card, "Copy link");
  await expect(page.getByText("Link copied. Works on this network.")).toBeVisible();
  expect(await copied(page)).toEqual(["https://192.168.1.7:3000/meeting/abc-defg-hij"]);
});

test("each address says what it is and how it is; VPN and containers are left out", async ({
  open: visit,
}) => {
  const page = await visit("shared");
  const dialog = await panel(page);
  const addresses = dialog.getByRole("listitem");
  await expect(addresses).toHaveText([
    /Wi-Fi wlan0.*192\.168\.1\.7.*Open\. Links begin with it\./,
    /Cable enp3s0.*10\.20\.0\.4.*Open\./,
    /Cable enp3s0.*fd00:20::1f3a:9cff:fe21:4.*Open\./,
    /VPN tailscale0.*Left out: only computers in that VPN/,
    /Containers docker0.*Left out: only programs on this computer/,
  ]);
  await press(dialog, "Use in links: 10.20.0.4");
  await expect(addresses.nth(1)).toContainText("Links begin with it.");
  await addresses.nth(0).getByText("Wi-Fi").click();
  await expect(addresses.nth(0)).toContainText("Left out.");
  await expect(addresses.nth(0).getByRole("checkbox")).not.toBeChecked();
  expect(await patches(page)).toEqual([
    'sharing {"preferred":"10.20.0.4"}',
    'sharing {"addresses":["10.20.0.4","fd00:20::1f3a:9cff:fe21:4"]}',
  ]);
  await page.keyboard.press("Escape");
  await expect(page.getByText(/^https:\/\/10\.20\.0\.4:3000\/meeting/)).toBeVisible();
});

test("only chosen meetings are shared, and each is chosen where it is", async ({ open: visit }) => {
  const page = await visit("shared");
  const dialog = await panel(page);
  await dialog.getByText("Only those I choose").click();
  await expect(dialog.getByRole("radio", { name: "Only those I choose" })).toBeChecked();
  await page.keyboard.press("Escape");
  await expect(strip(page)).toContainText("links of shared meetings work on this network");

  await open(page, "Design review");
  await expect(page.getByText("Works on this computer only.")).toBeVisible();
  await page.getByRole("tab", { name: "Settings" }).click();
  await page.getByText("Share this meeting on the network").click();
  await expect(page.getByText("Works on this network.")).toBeVisible();
  await open(page, "Open office hours");
  await press(page, "Invite");
  const invite = page.getByRole("dialog", { name: /^Invite/ });
  await expect(invite).toContainText("This meeting is not shared.");
  await invite.getByText("Share this meeting on the network").click();
  await expect(invite).toContainText("https://192.168.1.7:3000/meeting/krt-lmno-pqs");
  expect(await patches(page)).toEqual([
    'sharing {"scope":"chosen"}',
    'meetings/abc-defg-hij {"shared":true}',
    'meetings/krt-lmno-pqs {"shared":true}',
  ]);
});

test("what is in the way is said: no network, a taken port, a certificate that ended", async ({
  open: visit,
}) => {
  const alone = await visit("no_network");
  await expect(strip(alone)).toContainText("no network to share on");
  await expect((await panel(alone)).getByRole("status")).toContainText("on no network");

  const taken = await visit("address_taken");
  const addresses = (await panel(taken)).getByRole("listitem");
  await expect(addresses.nth(0)).toContainText("Port 3000 is used by another program");
  await expect(addresses.nth(1)).toContainText("Links begin with it.");

  const ended = await visit("sharing_failed");
  await expect(strip(ended)).toContainText("sharing could not begin");
  const dialog = await panel(ended);
  await expect(dialog.getByRole("alert")).toContainText("Renew it");
  await press(dialog, "Try again");
  await expect(dialog.getByRole("alert")).toHaveCount(0);
  await expect(strip(ended)).toContainText("links work on this network");

  const starting = await visit("sharing_starts");
  await expect((await panel(starting)).getByRole("status")).toContainText("being opened");
});

test("what the environment decides can't be switched, and says by what name", async ({
  open: visit,
}) => {
  const page = await visit("sharing_fixed");
  const dialog = await panel(page);
  await expect(dialog.getByRole("switch")).toBeDisabled();
  await expect(dialog).toContainText("Set by CONFAB_SHARE in the environment.");
  await expect(dialog).toContainText("Your own, for meet.example.org");
  await expect(dialog).not.toContainText("Fingerprint");
  await expect(dialog).toContainText("without a warning");
});

test("a refusal is said where one pressed, and nothing pretends to have changed", async ({
  open: visit,
}) => {
  const page = await visit("live");
  const dialog = await panel(page);
  await page.evaluate(() => {
    window.fake.refusal = { method: "PATCH", status: 500, detail: "The disk is full." };
  });
  await dialog.getByText("Share on this network", { exact: true }).click();
  await expect(dialog.getByRole("alert")).toHaveText("The disk is full.");
  await expect(dialog.getByRole("switch")).not.toBeChecked();
});

test.describe("when the network changes", () => {
  test("the new link is shown, offered once and copied", async ({ open: visit }) => {
    const page = await visit("shared");
    await open(page, "Design review");
    await page.evaluate(() => window.fake.sharing.move("192.168.1.7", "192.168.1.9"));
    await expect(toast(page)).toContainText(
      "Your address changed. Links now begin with https://192.168.1.9:3000.",
    );
    const link = "https://192.168.1.9:3000/meeting/abc-defg-hij";
    await expect(page.getByText(link, { exact: true })).toBeVisible();
    await press(page, "Copy the new link");
    await expect(page.getByText("Link copied. Works on this network.")).toBeVisible();
    expect(await copied(page)).toEqual([link]);
  });

  test("the news fits into a narrow window, long addresses and all", async ({ open: visit }) => {
    const page = await visit("shared", narrow);
    await settled(page);
    await page.evaluate(() => window.fake.sharing.move("192.168.1.7", "192.168.101.109"));
    const close = toast(page).getByRole("button", { name: "Dismiss" });
    await expect(close).toBeVisible();
    const box = await close.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(narrow.width);
  });

  test("links of meetings that were not looked at follow too", async ({ open: visit }) => {
    const page = await visit("shared");
    await settled(page);
    await page.evaluate(() => window.fake.sharing.move("192.168.1.7", "192.168.1.9"));
    await expect(toast(page)).toContainText("Your address changed");
    await open(page, "Budget 2027");
    await expect(page.getByRole("region", { name: "Link" })).toContainText("192.168.1.9");
    await press(item(page, "Open office hours"), "Copy link");
    await expect
      .poll(() => copied(page))
      .toEqual(["https://192.168.1.9:3000/meeting/krt-lmno-pqs"]);
  });

  test("going and coming back is told, and the host's own changes are not", async ({
    open: visit,
  }) => {
    const page = await visit("shared");
    await settled(page);
    await page.evaluate(() => window.fake.sharing.unplug());
    await expect(toast(page)).toContainText("This computer left its network.");
    await expect(strip(page)).toContainText("no network to share on");
    await page.evaluate(() => window.fake.sharing.plugIn());
    await expect(toast(page)).toContainText("back on its network");

    const fresh = await visit("shared");
    const dialog = await panel(fresh);
    await press(dialog, "Use in links: 10.20.0.4");
    await expect(dialog.getByRole("listitem").nth(1)).toContainText("Links begin with it.");
    await expect(toast(fresh)).toHaveCount(0);
  });
});

test("the panel is used with the keyboard alone", async ({ open: visit }) => {
  const page = await visit("live");
  await settled(page);
  const opener = page.getByRole("button", { name: "Sharing" });
  await opener.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Sharing" });
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(dialog.getByRole("switch")).toBeFocused();
  await page.keyboard.press("Space");
  await expect(dialog.getByRole("radio", { name: "All meetings" })).toBeChecked();
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  await expect(dialog.getByRole("radio", { name: "Only those I choose" })).toBeChecked();
  await page.keyboard.press("Tab");
  await expect(dialog.getByRole("checkbox").first()).toBeFocused();
  await page.keyboard.press("Space");
  await expect(dialog.getByRole("checkbox").first()).not.toBeChecked();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(opener).toBeFocused();
});
