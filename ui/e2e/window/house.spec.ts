/** How the house is: links that would lead astray, a failed start, settings. */
import { expect, press, test } from "./test.ts";

test("no link is handed out while it would lead astray", async ({ open }) => {
  const page = await open("taken");
  await expect(page.getByRole("button", { name: "New meeting" })).toBeDisabled();
  await expect(page.getByText(/^Port 3000 is used by another program/)).toBeVisible();
  for (const button of await page.getByRole("button", { name: "Copy link" }).all()) {
    await expect(button).toBeDisabled();
  }
  await expect(page.getByText("localhost:3000/meeting")).toHaveCount(0);
  await page.keyboard.press("Control+n");
  expect(
    await page.evaluate(() => window.fake.requests.some(({ method }) => method === "POST")),
  ).toBe(false);
});

test("what is being waited for is said, and a failed start can be tried again", async ({
  open,
}) => {
  const page = await open("failed");
  await expect(page.getByRole("heading", { name: "Confab could not start" })).toBeFocused();
  await press(page, "Try again");
  await expect(page.getByRole("status")).toContainText("Starting the meeting server…");
  await expect(page.getByRole("status")).toContainText("Server ready");
});

test("a value from the environment is shown and can't be edited; a secret is not shown", async ({
  open,
}) => {
  const page = await open("environment");
  await press(page, "Settings");
  const port = page.getByLabel("Guest page");
  await expect(port).toHaveValue("3100");
  await expect(port).not.toBeEditable();
  await expect(page.getByText("Set by CONFAB_GUEST_PORT in the environment.")).toBeVisible();
  await expect(page.getByLabel("API secret")).toHaveValue("");
  await page.getByLabel("Your name").fill("  ");
  await press(page, "Save");
  await expect(page.getByText("Type the name that others will see.")).toBeVisible();
  await page.getByLabel("Your name").fill("Robin");
  await press(page, "Save");
  await expect(page.getByText("take effect after a restart")).toBeVisible();
  await press(page, "Restart now");
  await expect(page.getByRole("status")).toContainText("Server ready");
});
