/** Files in the chat: dropped, given up, too large; and whether a message is heard. */
import type { Guest } from "./guest.ts";
import { ChatOf } from "./panels.ts";
import { expect, test } from "./test.ts";

/** Files let go over the chat. */
async function drop(guest: Guest, files: { name: string; size: number }[]): Promise<void> {
  const carried = await guest.page.evaluateHandle((all) => {
    const carried = new DataTransfer();
    for (const { name, size } of all) {
      carried.items.add(new File([new Uint8Array(size).fill(7)], name));
    }
    return carried;
  }, files);
  const panel = guest.page.getByRole("complementary");
  // The field is there before the chat is, which takes files.
  await expect(panel.getByRole("button", { name: /^Send a file/ })).toBeVisible();
  const onto = panel.getByRole("textbox", { name: "Message" });
  await onto.dispatchEvent("dragenter", { dataTransfer: carried });
  await expect(panel.getByText("Drop files here to send them to everybody")).toBeVisible();
  await onto.dispatchEvent("dragover", { dataTransfer: carried });
  await onto.dispatchEvent("drop", { dataTransfer: carried });
  await expect(panel.getByText("Drop files here to send them to everybody")).toHaveCount(0);
}

test("files are dropped, given up on the way, and refused where they are too large", async ({
  meeting,
  open,
}) => {
  const [ann, bob] = [await open({ permission: "deny" }), await open({ permission: "deny" })];
  for (const [guest, name] of [
    [ann, "Ann"],
    [bob, "Bob"],
  ] as const) {
    await guest.visit(meeting.link);
    await guest.enter(name);
  }
  const [annChat, bobChat] = [new ChatOf(ann), new ChatOf(bob)];
  await annChat.open();
  await bobChat.open();

  await test.step("two at once", async () => {
    await drop(ann, [
      { name: "plan.txt", size: 2_000 },
      { name: "list.csv", size: 3_000 },
    ]);
    for (const name of ["plan.txt", "list.csv"]) {
      await expect(bobChat.messages.filter({ hasText: name })).toHaveCount(1);
    }
  });

  await test.step("one that is too large is told before anything is sent", async () => {
    let sent = 0;
    await ann.page.route("**/files?**", async (route) => {
      sent += 1;
      await route.continue();
    });
    await drop(ann, [{ name: "film.mov", size: 10 * 1024 * 1024 + 1 }]);
    await expect(ann.page.getByRole("alert").filter({ hasText: "film.mov" })).toContainText(
      "Files of up to 10 MB can be sent.",
    );
    expect(sent).toBe(0);
    await ann.page.unroute("**/files?**");
  });

  await test.step("one that is given up on the way reaches nobody", async () => {
    // A slow way out, so that part of it has left when it is given up.
    const devtools = await ann.page.context().newCDPSession(ann.page);
    await devtools.send("Network.enable");
    await devtools.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: 1_000_000,
    });
    await drop(ann, [{ name: "secret.txt", size: 8_000_000 }]);
    const part = ann.page.getByRole("progressbar", { name: "Sending secret.txt" });
    await expect
      .poll(() => part.evaluate((bar: HTMLProgressElement) => bar.value))
      .toBeGreaterThan(0);
    await ann.button("Cancel sending secret.txt").click();
    await expect(ann.page.getByText("secret.txt")).toHaveCount(0);
    // Files go out one after the other: were that one still on its way, it would come before this.
    await drop(ann, [{ name: "after.txt", size: 2_000 }]);
    await expect(bobChat.messages.filter({ hasText: "after.txt" })).toHaveCount(1);
    await expect(bob.page.getByText("secret.txt")).toHaveCount(0);
  });
});

test("a message is heard only where somebody wants it, and that is remembered", async ({
  meeting,
  open,
}) => {
  const ann = await open({ permission: "deny" });
  const bob = await open({
    permission: "deny",
    before: () => {
      const heard: string[] = [];
      Object.assign(window, { heardOfTest: heard });
      const start = OscillatorNode.prototype.start;
      OscillatorNode.prototype.start = function (when) {
        heard.push("note");
        start.call(this, when);
      };
    },
  });
  const heard = () =>
    bob.page.evaluate(() => (window as unknown as { heardOfTest: string[] }).heardOfTest.length);
  for (const [guest, name] of [
    [ann, "Ann"],
    [bob, "Bob"],
  ] as const) {
    await guest.visit(meeting.link);
    await guest.enter(name);
  }
  const [annChat, bobChat] = [new ChatOf(ann), new ChatOf(bob)];
  await annChat.open();
  await bobChat.open();
  await annChat.say("Quiet");
  await expect(bobChat.message("Quiet")).toBeVisible();
  expect(await heard()).toBe(0);

  const choose = async () => {
    await bob.button("Chat options").click();
    await bob.page.getByRole("menuitemcheckbox", { name: "Sound for new messages" }).click();
  };
  await choose();
  await expect.poll(heard, { message: "it plays once, to be known again" }).toBe(2);
  await bob.controls.getByRole("button", { name: "Chat" }).click();
  await annChat.say("Loud");
  await expect.poll(heard).toBe(4);

  await bob.page.reload();
  await bob.enter("Bob");
  await bobChat.open();
  await annChat.say("Still loud");
  await expect(bobChat.message("Still loud")).toBeVisible();
  await expect.poll(heard).toBe(2);
});
