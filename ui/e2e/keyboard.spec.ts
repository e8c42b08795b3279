import type { Page } from "@playwright/test";
import { expect, test } from "./test.ts";

/** Tab until something has the focus; whoever has only a keyboard would give up after as many. */
async function tabTo(page: Page, role: string, name: string): Promise<void> {
  const target = page.getByRole(role as "button", { name, exact: true });
  for (let presses = 0; presses < 40; presses += 1) {
    if (await target.evaluateAll((all) => all.includes(document.activeElement as HTMLElement))) {
      if (role !== "button") return; // a field's frame tells, and its cursor
      // On the thing itself, or on the disc that it is drawn as.
      const ring = (element: HTMLElement) =>
        element.matches(":focus-visible") &&
        [element, ...element.children].some((one) => getComputedStyle(one).outlineStyle !== "none");
      expect(await target.evaluate(ring), `${name} shows that it has the focus`).toBe(true);
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`no Tab leads to the ${role} ${name}`);
}

test("joining, writing and leaving need no pointer", async ({ meeting, open }) => {
  const bob = await open();
  await bob.join(meeting.link, "Bob");
  const { page, ...ann } = await open();
  await page.goto(meeting.link);

  await expect(page.getByRole("textbox", { name: "Your name" })).toBeFocused();
  await page.keyboard.type("Ann");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("toolbar", { name: "Call controls" })).toBeVisible();
  await expect(bob.tile("Ann")).toBeVisible();

  await tabTo(page, "button", "Chat");
  await page.keyboard.press("Enter");
  await tabTo(page, "textbox", "Message");
  await page.keyboard.type("Hello from the keyboard");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary").getByText("Hello from the keyboard")).toBeVisible();
  await bob.controls.getByRole("button", { name: /^Chat/ }).click();
  const heard = bob.page.getByRole("complementary").getByText("Hello from the keyboard");
  await expect(heard).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("complementary")).toHaveCount(0);

  await tabTo(page, "button", "Leave");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "You left" })).toBeFocused();
  await tabTo(page, "button", "Rejoin");
  expect(ann.errors).toEqual([]);
});
