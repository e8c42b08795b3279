/** What tests do in the panels beside the pictures. */
import { expect, type Locator } from "@playwright/test";
import type { Guest } from "./guest.ts";
import type { House, Meeting } from "./house.ts";

/** Presses something of the toolbar, which on small screens is behind More. */
export async function press(guest: Guest, label: string): Promise<void> {
  const button = guest.controls.getByRole("button", { name: label, exact: true });
  if (await button.isVisible()) {
    await button.click();
    return;
  }
  await guest.controls.getByRole("button", { name: "More" }).click();
  await guest.page.getByRole("menuitem", { name: label }).click();
}

export class ChatOf {
  constructor(private readonly guest: Guest) {}

  async open(): Promise<void> {
    if (!(await this.field.isVisible())) await press(this.guest, "Chat");
    await expect(this.field).toBeVisible();
  }

  get field(): Locator {
    return this.guest.page.getByRole("textbox", { name: "Message" });
  }

  get messages(): Locator {
    return this.guest.page.locator("[data-message]");
  }

  message(text: string): Locator {
    const own = this.guest.page.locator(".message-text", { hasText: text });
    return this.messages.filter({ has: own });
  }

  async say(text: string): Promise<void> {
    await this.field.fill(text);
    await this.field.press("Enter");
  }

  async texts(): Promise<string[]> {
    return this.messages.locator(".message-text").allTextContents();
  }

  /** Opens what can be done with one message. */
  async actions(text: string): Promise<void> {
    await this.message(text).hover();
    await this.message(text).getByRole("button", { name: "Actions for this message" }).click();
  }
}

export class PeopleOf {
  constructor(private readonly guest: Guest) {}

  async open(): Promise<void> {
    const list = this.guest.page.getByRole("list", { name: "In the call" });
    if (!(await list.isVisible())) await press(this.guest, "People");
    await expect(list).toBeVisible();
  }

  row(name: string): Locator {
    return this.guest.page
      .getByRole("list", { name: "In the call" })
      .getByRole("listitem")
      .filter({ hasText: name });
  }

  async names(): Promise<string[]> {
    return this.guest.page
      .getByRole("list", { name: "In the call" })
      .locator(".person-name")
      .allTextContents();
  }

  async choose(name: string, action: string): Promise<void> {
    await this.guest.page.getByRole("button", { name: `Actions for ${name}` }).click();
    await this.guest.page.getByRole("menuitem", { name: action, exact: true }).click();
  }

  switch(name: string): Locator {
    return this.guest.page.getByRole("switch", { name });
  }
}

/** Ann as a co-host with People open, and Bob. */
export async function annModerates(house: House, meeting: Meeting, ann: Guest): Promise<PeopleOf> {
  await house.promote(meeting, await ann.identity("Ann"));
  const people = new PeopleOf(ann);
  await people.open();
  await expect(ann.page.getByRole("button", { name: "Mute all" })).toBeVisible();
  return people;
}
