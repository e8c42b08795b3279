/** Confab's check of itself, from the window. */
import { expect, press, test } from "./test.ts";

const strip = /Server ready|See/;

test("a healthy house is said to be healthy", async ({ open }) => {
  const page = await open("few");
  await page.getByRole("button", { name: strip }).click();
  await press(page, "Check everything");
  await expect(page.getByText("Everything is as it should be.")).toBeVisible();
  await expect(page.getByText("The meeting server listens at port 7882.")).toBeVisible();
  await expect(page.getByText("http://localhost:3000/#check")).toBeVisible();
});

test("each fault has a sentence and what helps, the firewall its command", async ({ open }) => {
  const page = await open("faulty");
  await page.getByRole("button", { name: strip }).click();
  await press(page, "Check everything");
  await expect(page.getByText("9 things need a look.")).toBeVisible();
  const faults = page.locator("[data-check][data-state=failed], [data-check][data-state=warning]");
  for (const fault of await faults.all()) await expect(fault).toContainText("What helps:");
  const expired = page.locator("[data-finding=expired]");
  await expect(expired).toContainText("Its certificate has expired.");
  await expect(expired).toContainText("Switch sharing off and on again.");
  await press(page, "Copy command (ufw)");
  const copied = () => page.evaluate(() => window.fake.copied.at(-1));
  await expect.poll(copied).toMatch(/^sudo ufw allow 3000\/tcp/);
  await press(page, "Copy report");
  await expect.poll(copied).toContain("Media over UDP: Problem. Nobody listens at port 7882.");
  expect(await copied()).not.toContain("sudo");
});
