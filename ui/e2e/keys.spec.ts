/** The keyboard in the call, the words for whoever talks while muted, the figures, the small window. */
import { expect, test } from "./test.ts";

test("keys: microphone, camera, talking while held, the list, and turned off", async ({
  meeting,
  open,
}) => {
  const ann = await open();
  const bob = await open();
  await ann.join(meeting.link, "Ann");
  await bob.join(meeting.link, "Bob");
  const { keyboard } = bob.page;
  const microphone = bob.controls.getByRole("button", { name: "Microphone" });
  const camera = bob.controls.getByRole("button", { name: "Camera" });

  await keyboard.press("Control+d");
  await expect(microphone).toHaveAttribute("aria-pressed", "false");
  await expect(ann.tile("Bob")).toContainText("Muted");
  await keyboard.press("Control+e");
  await expect(camera).toHaveAttribute("aria-pressed", "false");
  await expect(ann.tile("Bob").locator("video")).toHaveCount(0);
  await keyboard.press("Control+e");
  await expect(camera).toHaveAttribute("aria-pressed", "true");

  await test.step("held to talk: the other side hears it, and then no more", async () => {
    await keyboard.down("v");
    await expect(ann.tile("Bob")).not.toContainText("Muted");
    await expect(ann.tile("Bob")).toHaveAttribute("data-speaking", "true");
    await keyboard.up("v");
    await expect(ann.tile("Bob")).toContainText("Muted");
    await bob.page.locator("body").click({ position: { x: 640, y: 300 } });
    await keyboard.down(" ");
    await expect(ann.tile("Bob")).not.toContainText("Muted");
    await keyboard.up(" ");
    await expect(ann.tile("Bob")).toContainText("Muted");
  });

  await test.step("the list of keys, and single keys turned off for good", async () => {
    await keyboard.press("?");
    const list = bob.page.getByRole("dialog", { name: "Keyboard" });
    await expect(list).toContainText("Talk while held");
    await list.getByRole("checkbox", { name: "Single keys work" }).uncheck();
    await keyboard.press("Escape");
    await expect(list).toHaveCount(0);
    await keyboard.down("v");
    await bob.page.waitForTimeout(500);
    await expect(microphone).toHaveAttribute("aria-pressed", "false");
    await keyboard.up("v");
    await bob.page.reload();
    await bob.button("Join").click();
    await expect(bob.tile("Ann")).toBeVisible();
    await keyboard.press("?");
    await expect(list).toHaveCount(0);
    await keyboard.press("Control+d");
    await expect(microphone).toHaveAttribute("aria-pressed", "true");
  });
  expect(bob.errors).toEqual([]);
});

test("who talks while muted is told, can be heard at once, and can have it silent", async ({
  meeting,
  open,
}) => {
  const ann = await open({
    before: () => {
      // Every microphone track that was ever opened, to see which are still open.
      const opened: MediaStreamTrack[] = [];
      Object.assign(window, { microphonesOfTest: opened });
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = async (wishes) => {
        const stream = await ask(wishes);
        opened.push(...stream.getAudioTracks());
        return stream;
      };
      const clone = MediaStreamTrack.prototype.clone;
      MediaStreamTrack.prototype.clone = function () {
        const copy = clone.call(this);
        if (copy.kind === "audio") opened.push(copy);
        return copy;
      };
    },
  });
  const microphone = ann.controls.getByRole("button", { name: "Microphone" });
  const openMicrophones = () =>
    ann.page.evaluate(
      () =>
        (window as unknown as { microphonesOfTest: MediaStreamTrack[] }).microphonesOfTest.filter(
          (track) => track.readyState === "live",
        ).length,
    );
  await ann.join(meeting.link, "Ann");
  const words = ann.page.getByText("You are muted: nobody hears you.");
  await expect(words).toHaveCount(0);
  await microphone.click();
  await expect(words).toBeVisible();
  await ann.button("Unmute").click();
  await expect(microphone).toHaveAttribute("aria-pressed", "true");
  await expect(words).toHaveCount(0);

  await microphone.click();
  await ann.button("Don’t tell me").click();
  await expect(words).toHaveCount(0);
  await expect.poll(openMicrophones, { message: "the microphone is closed" }).toBe(0);
  await microphone.click();
  await expect(microphone).toHaveAttribute("aria-pressed", "true");
  await expect.poll(openMicrophones).toBe(1);
  await microphone.click();
  await expect.poll(openMicrophones, { message: "and closed by muting" }).toBe(0);
  expect(ann.errors).toEqual([]);
});

test("the figures are plausible, and the codec is what the computer can bear", async ({
  meeting,
  open,
}) => {
  const cores = (count: number) =>
    `Object.defineProperty(navigator, "hardwareConcurrency", { value: ${count} })`;
  const ann = await open();
  const bob = await open();
  await ann.context.addInitScript({ content: cores(2) });
  await bob.context.addInitScript({ content: cores(16) });
  await ann.join(meeting.link, "Ann");
  await bob.join(meeting.link, "Bob");
  await ann.expectMoving(ann.tile("Bob"));
  await ann.controls.getByRole("button", { name: "More" }).click();
  await ann.page.getByRole("menuitem", { name: "Connection details" }).click();
  const dialog = ann.page.getByRole("dialog", { name: "Connection details" });
  await expect(dialog).toContainText("Media goes over UDP");
  const card = (name: string) => dialog.getByRole("region", { name, exact: true });
  const figure = async (name: string, what: string) => {
    const value = card(name).locator("div", { has: ann.page.getByText(what, { exact: true }) });
    return (await value.locator("dd").textContent({ timeout: 5_000 })) ?? "";
  };
  const codecs = { "You: camera": "VP8", "Bob: camera": "VP9" };
  for (const [name, codec] of Object.entries(codecs)) {
    await expect.poll(() => figure(name, "Codec")).toBe(codec);
    await expect.poll(() => figure(name, "Picture")).toMatch(/^\d{2,4} × \d{2,4}$/);
    await expect
      .poll(async () => Number.parseInt(await figure(name, "Frames a second"), 10))
      .toBeGreaterThan(1);
    await expect
      .poll(async () => Number.parseInt((await figure(name, "Bitrate")).replace(/\D/g, ""), 10))
      .toBeGreaterThan(5);
  }
  expect(await figure("Bob: camera", "Lost")).toMatch(/%$/);
  expect(Number.parseInt(await figure("Bob: microphone", "Round trip"), 10)).toBeLessThan(1_000);
  expect((await figure("Bob: microphone", "Codec")).toLowerCase()).toMatch(/opus|red/);
  await ann.page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  expect(ann.errors).toEqual([]);
});

test("the small window shows who speaks and mutes", async ({ meeting, open }) => {
  const ann = await open();
  const bob = await open();
  await ann.join(meeting.link, "Ann");
  await bob.join(meeting.link, "Bob");
  await ann.expectMoving(ann.tile("Bob"));
  await ann.controls.getByRole("button", { name: "More" }).click();
  await ann.page.getByRole("menuitem", { name: "Picture in picture" }).click();
  const inSmall = (act: "look" | "mute" | "close") =>
    ann.page.evaluate((what) => {
      const { documentPictureInPicture } = window as unknown as {
        documentPictureInPicture?: { window: Window | null };
      };
      const small = documentPictureInPicture?.window;
      if (!small) return document.pictureInPictureElement ? "video" : "nothing";
      if (what === "close") small.close();
      if (what === "mute") {
        small.document.querySelector<HTMLElement>('[aria-label="Microphone"]')?.click();
      }
      const tile = small.document.querySelector("[data-identity]");
      const video = tile?.querySelector("video");
      return `${tile?.getAttribute("aria-label")} ${(video?.videoWidth ?? 0) > 0}`;
    }, act);
  await expect.poll(() => inSmall("look")).toBe("Bob true");
  await inSmall("mute");
  await expect(bob.tile("Ann")).toContainText("Muted");
  await inSmall("close");
  await expect.poll(() => inSmall("look")).toBe("nothing");
  expect(ann.errors).toEqual([]);
});
