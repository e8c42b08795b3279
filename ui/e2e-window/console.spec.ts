/** The host moderates from the window, without being in the call; guests in real browsers feel it. */
import { ChatOf } from "../e2e/panels.ts";
import { expect, picture, test } from "./test.ts";

test("a guest waits, is let in, muted, written to and removed", async ({
  display,
  start,
  guest,
}) => {
  const app = await start();
  const { window } = app;
  await app.newMeeting();
  const address = await display.clipboard();
  const detail = await window.find({ role: "article" });
  const [gina, omar] = [await guest(), await guest()];

  await test.step("with the lobby on, whoever comes waits, and the window says so", async () => {
    await window.click({ role: "button", name: "Lobby", within: detail });
    await gina.visit(address);
    await gina.name.fill("Gina Guest");
    await gina.button("Ask to join").click();
    await expect(gina.heading("Waiting to be let in")).toBeVisible();
    await window.find({ role: "button", name: /^Gina Guest waits in/ });
    const list = await window.find({ role: "list", name: "Meetings" });
    await window.find({ role: "listitem", name: /1 waiting/, within: list });
    await window.screenshot(picture("window-waiting"));
  });

  await test.step("Admit lets in", async () => {
    await window.click({ role: "button", name: "Admit Gina Guest" });
    await expect(gina.controls).toBeVisible();
    await window.find({ role: "listitem", name: /Gina Guest.*Microphone on/, within: detail });
    await window.gone({ role: "button", name: /^Gina Guest waits in/ });
  });

  await test.step("Deny turns away", async () => {
    await omar.visit(address);
    await omar.name.fill("Omar");
    await omar.button("Ask to join").click();
    await window.click({ role: "button", name: "Deny Omar" });
    const question = await window.find({ role: "alertdialog", name: /Turn Omar away/ });
    await window.fill({ role: "textbox", within: question }, "We begin at three.");
    await window.click({ role: "button", name: "Deny", within: question });
    await expect(omar.page.getByText("We begin at three.")).toBeVisible();
  });

  await test.step("Mute mutes", async () => {
    await window.click({ role: "button", name: "Mute Gina Guest", within: detail });
    await expect(gina.button("Microphone")).toHaveAttribute("aria-pressed", "false");
    await window.find({ role: "listitem", name: /Gina Guest.*Muted/, within: detail });
  });

  await test.step("what the host writes reaches the guest, and back", async () => {
    const chat = new ChatOf(gina);
    await window.click({ role: "tab", name: /^Chat/, within: detail });
    await window.fill({ role: "textbox", name: "Message" }, "Welcome, Gina");
    await window.click({ role: "button", name: "Send" });
    const log = await window.find({ role: "log", name: "Messages" });
    await window.find({ role: "listitem", name: /Welcome, Gina/, within: log });
    await chat.open();
    await expect(chat.message("Welcome, Gina")).toBeVisible();
    await chat.say("Thank you");
    await window.find({ role: "listitem", name: /Gina Guest.*Thank you/, within: log });
    await window.screenshot(picture("window-chat"));
    await window.click({ role: "tab", name: "In the room", within: detail });
  });

  await test.step("Remove removes, and the same browser stays out", async () => {
    await window.click({ role: "button", name: "More for Gina Guest", within: detail });
    await window.click({ role: "menuitem", name: "Remove" });
    const question = await window.find({ role: "alertdialog", name: /Remove Gina Guest/ });
    await window.screenshot(picture("window-remove"));
    await window.click({ role: "button", name: "Remove", within: question });
    await expect(gina.heading("You were removed")).toBeVisible();
    await window.gone({ role: "listitem", name: /Gina Guest/, within: detail });
  });
});
