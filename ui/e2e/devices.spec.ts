/** Microphone, camera and speaker on the page before joining. */
import { expect, test } from "./test.ts";

const level = (meter: { getAttribute(name: string): Promise<string | null> }) => async () =>
  Number(await meter.getAttribute("aria-valuenow"));

test("the microphone's level is shown, and a speaker can be tried", async ({ meeting, open }) => {
  const guest = await open();
  await guest.visit(meeting.link);
  await expect
    .poll(level(guest.page.getByRole("meter", { name: "Microphone level" })))
    .toBeGreaterThan(10);
  await guest.page.getByText("Devices", { exact: true }).click();
  await guest.button("Test speaker").click();
  await expect(guest.page.getByText("Playing three notes")).toBeVisible();
  await expect
    .poll(level(guest.page.getByRole("meter", { name: "Speaker level" })))
    .toBeGreaterThan(10);
  await expect(guest.page.getByText("Playing three notes")).toBeHidden();
  expect(guest.errors).toEqual([]);
});

test("a microphone that stays silent gets a sentence", async ({ meeting, open }) => {
  const guest = await open({
    before: () => {
      const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = async (wanted) => {
        const stream = await real(wanted);
        for (const track of stream.getAudioTracks()) track.enabled = false;
        return stream;
      };
    },
  });
  await guest.visit(meeting.link);
  await expect(guest.page.getByText("We can’t hear you")).toBeVisible({ timeout: 20_000 });
  await guest.button("Microphone").click();
  await expect(guest.page.getByText("We can’t hear you")).toBeHidden();
});

test("a camera that is unplugged is replaced, and taken again when it is back", async ({
  meeting,
  open,
}) => {
  const guest = await open({
    cameras: 2,
    before: () => {
      const { mediaDevices } = navigator;
      const ask = mediaDevices.getUserMedia.bind(mediaDevices);
      const list = mediaDevices.enumerateDevices.bind(mediaDevices);
      let gone = "";
      let track: MediaStreamTrack | undefined;
      mediaDevices.getUserMedia = async (wanted) => {
        const video = Object(wanted?.video);
        if (gone && video.deviceId?.ideal === gone) delete video.deviceId;
        const stream = await ask(wanted);
        track = stream.getVideoTracks()[0] ?? track;
        return stream;
      };
      mediaDevices.enumerateDevices = async () =>
        (await list()).filter(({ deviceId }) => !gone || deviceId !== gone);
      Object.assign(window, {
        plugOfTest: (out: boolean) => {
          gone = out ? (track?.getSettings().deviceId ?? "") : "";
          if (out) {
            track?.stop();
            track?.dispatchEvent(new Event("ended"));
          }
          mediaDevices.dispatchEvent(new Event("devicechange"));
        },
      });
    },
  });
  const plug = (out: boolean) =>
    guest.page.evaluate(
      (pull) => (window as unknown as { plugOfTest: (out: boolean) => void }).plugOfTest(pull),
      out,
    );
  await guest.visit(meeting.link);
  await expect(guest.button("Camera")).toHaveAttribute("aria-pressed", "true");
  await guest.page.getByText("Devices", { exact: true }).click();
  const picker = guest.page.getByRole("combobox", { name: "Camera" });
  await picker.selectOption({ index: 1 });
  await expect(guest.button("Camera")).toHaveAttribute("aria-pressed", "true");
  const words = guest.page.getByText("The camera you chose is not there");
  await expect(words).toBeHidden();

  await plug(true);
  await expect(words).toBeVisible();
  await expect(guest.button("Camera")).toHaveAttribute("aria-pressed", "true");
  await plug(false);
  await expect(words).toBeHidden();
  await expect(guest.button("Camera")).toHaveAttribute("aria-pressed", "true");
  await guest.page.reload();
  await guest.page.getByText("Devices", { exact: true }).click();
  await expect(picker.locator("option")).toHaveCount(2);
  expect(await picker.evaluate((select: HTMLSelectElement) => select.selectedIndex)).toBe(1);
});

/** No fault can be had of a fake device: the browser's answer is given in its place, until it is mended. */
const refusing = (name: string, message: string) => `(() => {
  const { mediaDevices } = navigator;
  const real = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (wanted) => {
    if (!window.mendedOfTest) throw new DOMException(${JSON.stringify(message)}, ${JSON.stringify(name)});
    return real(wanted);
  };
})()`;

for (const { what, name, message, words } of [
  {
    what: "in use elsewhere",
    name: "NotReadableError",
    message: "Could not start video source",
    words: [
      "Your camera is used by another program. Close it there, or choose another one.",
      "Your microphone is used by another program. Close it there, or choose another one.",
    ],
  },
  {
    what: "denied by the system",
    name: "NotAllowedError",
    message: "Permission denied by system",
    words: ["Your system keeps the camera and microphone from this browser."],
  },
]) {
  test(`a device that is ${what} gets a sentence, in the call too, and works once that is over`, async ({
    meeting,
    open,
  }) => {
    const guest = await open();
    await guest.context.addInitScript(refusing(name, message));
    await guest.visit(meeting.link);
    for (const sentence of words) await expect(guest.page.getByText(sentence)).toBeVisible();
    for (const device of ["Camera", "Microphone"]) {
      await expect(guest.button(device)).toHaveAttribute("aria-pressed", "false");
    }
    await guest.enter("Ann");
    const camera = guest.controls.getByRole("button", { name: "Camera" });
    await camera.click();
    const alert = guest.page.getByRole("alert").filter({ hasText: "camera" });
    await expect(alert).toContainText(
      name === "NotReadableError" ? "is used by another program" : "Your system keeps the camera",
    );
    await expect(camera).toHaveAttribute("aria-pressed", "false");
    await guest.page.evaluate(() => Object.assign(window, { mendedOfTest: true }));
    await camera.click();
    await expect(camera).toHaveAttribute("aria-pressed", "true");
    await expect(guest.tile("Ann").locator("video")).toBeVisible();
  });
}

test("a headset that is plugged in again during the call leaves the published microphone alone", async ({
  meeting,
  open,
}) => {
  const ann = await open({
    before: () => {
      const { mediaDevices } = navigator;
      const ask = mediaDevices.getUserMedia.bind(mediaDevices);
      const list = mediaDevices.enumerateDevices.bind(mediaDevices);
      const asked: MediaStreamTrack[][] = [];
      let headsetThere = false;
      mediaDevices.getUserMedia = async (wanted) => {
        const stream = await ask(wanted);
        asked.push(stream.getTracks());
        return stream;
      };
      // The last microphone is the headset that was chosen on an earlier visit.
      mediaDevices.enumerateDevices = async () => {
        const all = await list();
        const headset = all.filter(({ kind }) => kind === "audioinput").at(-1);
        return all.filter((each) => headsetThere || each !== headset);
      };
      Object.assign(window, {
        headsetOfTest: async () => {
          const all = await list();
          return all.filter(({ kind }) => kind === "audioinput").at(-1)?.deviceId;
        },
        plugInOfTest: async () => {
          headsetThere = true;
          mediaDevices.dispatchEvent(new Event("devicechange"));
          // Whoever listens lists the devices first, and then acts.
          for (let turn = 0; turn < 3; turn += 1) await list();
          const states = asked.flat().map(({ kind, readyState }) => `${kind} ${readyState}`);
          return { calls: asked.length, states };
        },
      });
    },
  });
  const inPage = <T>(name: string) =>
    ann.page.evaluate(
      (what) => (window as unknown as Record<string, () => Promise<unknown>>)[what]?.(),
      name,
    ) as Promise<T>;
  await ann.visit(meeting.link);
  await expect(ann.button("Microphone")).toHaveAttribute("aria-pressed", "true");
  const headset = await inPage<string>("headsetOfTest");
  await ann.page.evaluate((microphoneId) => {
    const chosen = JSON.parse(localStorage.getItem("confab.choices") ?? "{}");
    localStorage.setItem("confab.choices", JSON.stringify({ ...chosen, microphoneId }));
  }, headset);
  await ann.page.reload();
  await expect(ann.page.getByText("The microphone you chose is not there")).toBeVisible();
  await ann.enter("Ann");
  const bob = await open();
  await bob.join(meeting.link, "Bob");
  await bob.expectHearing();

  const after = await inPage<{ calls: number; states: string[] }>("plugInOfTest");
  expect(after).toEqual({ calls: 1, states: ["audio live", "video live"] });
  await bob.expectHearing();
  await expect(ann.controls.getByRole("button", { name: "Microphone" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
});
