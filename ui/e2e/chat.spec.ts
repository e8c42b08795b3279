import { readFileSync } from "node:fs";
import { ChatOf } from "./panels.ts";
import { expect, test } from "./test.ts";

test("guests write, answer, react and delete, and each sees it", async ({ meeting, open }) => {
  const [ann, bob] = [await open(), await open()];
  await ann.join(meeting.link, "Ann");
  await bob.join(meeting.link, "Bob");
  const [anns, bobs] = [new ChatOf(ann), new ChatOf(bob)];
  await anns.open();
  await expect(ann.heading("Nobody has written yet")).toBeVisible();

  await test.step("a message is there at once, marked as sent, and counted for those who don't look", async () => {
    await anns.say("Look at https://example.org/plan, please <b>now</b>");
    await expect(anns.message("Look at")).toContainText("Sent");
    await expect(bob.controls.getByRole("button", { name: "Chat" })).toContainText("1");
    await expect(bob.page.getByTestId("talk-announcements")).toContainText("Message from Ann");
    await bobs.open();
    await expect(bob.controls.getByRole("button", { name: "Chat" })).not.toContainText("1");
  });

  await test.step("addresses are links, and nothing else is anything but text", async () => {
    const link = bobs.message("Look at").getByRole("link");
    await expect(link).toHaveAttribute("href", "https://example.org/plan");
    await expect(link).toHaveAttribute("rel", /noopener noreferrer/);
    await expect(bobs.message("<b>now</b>").locator("b")).toHaveCount(0);
  });

  await test.step("a reply quotes, and leads back", async () => {
    await bobs.message("Look at").hover();
    await bobs.message("Look at").getByRole("button", { name: "Reply" }).click();
    await bobs.say("I will");
    const quote = anns.message("I will").locator("button.quote");
    await expect(quote).toContainText("Look at");
    await quote.click();
    await expect(anns.messages.first()).toBeFocused();
  });

  await test.step("reactions are seen, and taken back", async () => {
    await anns.actions("I will");
    await ann.page.getByRole("menuitemradio", { name: "React with 👍" }).click();
    const chip = bobs.message("I will").getByRole("button", { name: "👍 Ann" });
    await expect(chip).toHaveAttribute("aria-pressed", "false");
    await chip.click();
    await expect(anns.message("I will").locator(".reaction-chip")).toContainText("2");
    await chip.or(bobs.message("I will").locator(".reaction-chip")).first().click();
    await expect(anns.message("I will").locator(".reaction-chip")).toContainText("1");
  });

  await test.step("an author deletes, others can't", async () => {
    await bobs.actions("Look at");
    await expect(bob.page.getByRole("menuitem", { name: "Delete" })).toHaveCount(0);
    await bob.page.keyboard.press("Escape");
    await bobs.actions("I will");
    await bob.page.getByRole("menuitem", { name: "Delete" }).click();
    await expect(ann.page.getByText("This message was deleted")).toBeVisible();
    await expect(anns.message("I will")).toHaveCount(0);
  });
  expect(ann.errors, "Ann's console").toEqual([]);
  expect(bob.errors, "Bob's console").toEqual([]);
});

test("who comes later reads what was said; clearing clears for everybody", async ({
  house,
  meeting,
  open,
}) => {
  const ann = await open();
  await ann.join(meeting.link, "Ann");
  const anns = new ChatOf(ann);
  await anns.open();
  for (const text of ["one", "two", "three"]) await anns.say(text);
  await expect(anns.messages).toHaveCount(3);

  const cy = await open();
  await cy.join(meeting.link, "Cy");
  const cys = new ChatOf(cy);
  await cys.open();
  await expect(cys.messages).toHaveCount(3);
  expect(await cys.texts()).toEqual(["one", "two", "three"]);

  await cy.page.getByRole("button", { name: "Chat options" }).click();
  await expect(cy.page.getByRole("menuitem", { name: "Clear chat" })).toHaveCount(0);
  await cy.page.keyboard.press("Escape");
  await house.promote(meeting, await ann.identity("Ann"));
  await ann.page.getByRole("button", { name: "Chat options" }).click();
  await ann.page.getByRole("menuitem", { name: "Clear chat" }).click();
  await ann.button("Clear chat").click();
  for (const chat of [anns, cys]) await expect(chat.messages).toHaveCount(0);
});

test("files go by button, with a picture of pictures, and come back whole", async ({
  meeting,
  open,
}) => {
  const [ann, bob] = [await open(), await open()];
  await ann.join(meeting.link, "Ann");
  await bob.join(meeting.link, "Bob");
  const [anns, bobs] = [new ChatOf(ann), new ChatOf(bob)];
  await anns.open();
  await bobs.open();
  const chooser = ann.page.locator(".composer input[type=file]");

  await test.step("too large is said before anything is sent", async () => {
    let asked = 0;
    await ann.page.route("**/files?**", async (route) => {
      asked += 1;
      await route.continue();
    });
    await chooser.setInputFiles({
      name: "film.mov",
      mimeType: "video/quicktime",
      buffer: Buffer.alloc(11 * 1024 * 1024),
    });
    await expect(ann.page.getByText("Files of up to 10 MB can be sent")).toBeVisible();
    expect(asked).toBe(0);
  });

  await test.step("a page of somebody's is a file and nothing else", async () => {
    const evil = "<script>alert(1)</script>";
    await chooser.setInputFiles({
      name: "évil <b>.html",
      mimeType: "text/html",
      buffer: Buffer.from(evil),
    });
    const [download] = await Promise.all([
      bob.page.waitForEvent("download"),
      bob.page.getByRole("button", { name: "Download évil <b>.html" }).click(),
    ]);
    expect(readFileSync(await download.path(), "utf8")).toBe(evil);
    await expect(bobs.messages.locator("img")).toHaveCount(0);
  });

  await test.step("a picture is shown small to everybody", async () => {
    const png = await ann.page.evaluate(async () => {
      const canvas = document.createElement("canvas");
      canvas.width = 1_600;
      canvas.height = 900;
      const brush = canvas.getContext("2d");
      for (let at = 0; brush && at < 400; at += 1) {
        brush.fillStyle = `hsl(${at * 7} 80% 50%)`;
        brush.fillRect((at * 97) % 1_600, (at * 61) % 900, 80, 80);
      }
      return canvas.toDataURL("image/png").split(",")[1] ?? "";
    });
    await chooser.setInputFiles({
      name: "photo.png",
      mimeType: "image/png",
      buffer: Buffer.from(png, "base64"),
    });
    for (const guest of [ann, bob]) {
      const picture = guest.page.getByRole("img", { name: "Preview of photo.png" });
      await expect(picture).toBeVisible();
      await expect
        .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
        .toBe(720);
    }
  });
  expect(ann.errors, "Ann's console").toEqual([]);
  expect(bob.errors, "Bob's console").toEqual([]);
});

test("a lost network costs no message, and nothing is doubled", async ({ meeting, open }) => {
  const [ann, bob] = [await open(), await open()];
  await ann.join(meeting.link, "Ann");
  await bob.join(meeting.link, "Bob");
  const [anns, bobs] = [new ChatOf(ann), new ChatOf(bob)];
  await anns.open();
  await bobs.open();
  await anns.say("before");
  await expect(bobs.message("before")).toBeVisible();
  bob.network(false);
  for (const text of ["away 1", "away 2"]) await anns.say(text);
  await bobs.field.fill("from the dark");
  await bobs.field.press("Enter");
  await expect(bob.page.getByText("Sending…")).toBeVisible();
  bob.network(true);
  await expect(bobs.messages).toHaveCount(4, { timeout: 30_000 });
  await expect(anns.messages).toHaveCount(4);
  expect(await bobs.texts()).toEqual(await anns.texts());
});

test("the host closes the chat, and what was typed stays", async ({ house, meeting, open }) => {
  const bob = await open();
  await bob.join(meeting.link, "Bob");
  const bobs = new ChatOf(bob);
  await bobs.open();
  await bobs.field.fill("half a thought");
  await house.rules(meeting, { who_chats: "hosts" });
  await expect(bob.page.getByText("What you wrote stays here")).toBeVisible();
  await expect(bobs.field).toHaveValue("half a thought");
  await house.rules(meeting, { who_chats: "everyone" });
  await expect(bob.page.getByText("What you wrote stays here")).toHaveCount(0);
  await bobs.field.press("Enter");
  await expect(bobs.message("half a thought")).toContainText("Sent");
});

test("who writes too fast reads that, and all of it goes out in order", async ({
  meeting,
  open,
}) => {
  const ann = await open();
  await ann.join(meeting.link, "Ann");
  const anns = new ChatOf(ann);
  await anns.open();
  const texts = Array.from({ length: 14 }, (_, at) => `number ${at + 1}`);
  for (const text of texts) await anns.say(text);
  await expect(ann.page.getByText("You write faster than the chat takes it").first()).toBeVisible();
  await expect(anns.messages).toHaveCount(14, { timeout: 20_000 });
  expect(await anns.texts()).toEqual(texts);
});

test("what is said before the page can announce it is announced all the same", async ({
  meeting,
  open,
}) => {
  const [ann, bob] = [await open(), await open()];
  const arrive = await bob.holdBack("Announcements");
  await ann.join(meeting.link, "Ann");
  await bob.join(meeting.link, "Bob");
  const anns = new ChatOf(ann);
  await anns.open();
  // Bob's page knows the chat as soon as it counts: before that it would be history.
  await expect(async () => {
    await anns.say("Can you hear me?");
    await expect(bob.controls.getByRole("button", { name: "Chat" })).toContainText(/\d/, {
      timeout: 2_000,
    });
  }).toPass();
  await expect(bob.page.getByTestId("talk-announcements")).toHaveCount(0);
  arrive();
  await expect(bob.page.getByTestId("talk-announcements")).toContainText("Can you hear me?");
});
