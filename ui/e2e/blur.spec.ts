/** What is behind a person, blurred: what the others get, from the first frame on. */
import type { Guest } from "./guest.ts";
import { expect, test } from "./test.ts";

/** How sharp a picture and two parts of it are: mean differences of neighbouring pixels, 0 to 255. */
interface Sharpness {
  all: number;
  wall: number;
  face: number;
}

/** Measures every frame of somebody's picture from now on, on the page that shows it. */
async function watch(guest: Guest, name: string): Promise<void> {
  await guest.page.evaluate((name) => {
    const seen: Sharpness[] = [];
    Object.assign(window, { sharpnessOfTest: seen });
    const canvas = new OffscreenCanvas(320, 180);
    const brush = canvas.getContext("2d", { willReadFrequently: true });
    const edges = (x: number, y: number, width: number, height: number) => {
      const { data } = brush?.getImageData(x, y, width, height) ?? { data: [] };
      let sum = 0;
      for (let at = 4; at < data.length; at += 4) {
        if ((at / 4) % width) sum += Math.abs((data[at + 1] ?? 0) - (data[at - 3] ?? 0));
      }
      return sum / (width * height);
    };
    let video: HTMLVideoElement | null = null;
    const look = () => {
      if (video?.videoWidth && brush) {
        // A player whose first frame is not there yet draws nothing: what was drawn before is no frame.
        brush.clearRect(0, 0, 320, 180);
        brush.drawImage(video, 0, 0, 320, 180);
        const [, , , alpha] = brush.getImageData(160, 90, 1, 1).data;
        if (alpha)
          seen.push({
            all: edges(0, 0, 320, 180),
            wall: edges(4, 20, 52, 140),
            face: edges(130, 20, 50, 60),
          });
      }
      video?.requestVideoFrameCallback(look);
    };
    setInterval(() => {
      const now = document.querySelector<HTMLVideoElement>(
        `[data-identity][aria-label="${name}"] video`,
      );
      if (now === video) return;
      video = now;
      look();
    }, 20);
  }, name);
}

/** What was measured since the last time this was asked, at least three frames of it. */
async function measured(guest: Guest): Promise<Sharpness[]> {
  const read = () =>
    guest.page.evaluate(
      () => (window as unknown as { sharpnessOfTest: Sharpness[] }).sharpnessOfTest.length,
    );
  await expect.poll(read, { message: "frames arrive", timeout: 30_000 }).toBeGreaterThan(3);
  return guest.page.evaluate(() =>
    (window as unknown as { sharpnessOfTest: Sharpness[] }).sharpnessOfTest.splice(0),
  );
}

const forget = (guest: Guest) =>
  guest.page.evaluate(() => {
    (window as unknown as { sharpnessOfTest: Sharpness[] }).sharpnessOfTest.length = 0;
  });

/** Forgets what was on its way, then measures. */
async function afresh(guest: Guest): Promise<Sharpness[]> {
  await measured(guest);
  return measured(guest);
}

const mean = (all: Sharpness[], part: keyof Sharpness) =>
  all.reduce((sum, one) => sum + one[part], 0) / all.length;
const most = (all: Sharpness[], part: keyof Sharpness) => Math.max(...all.map((one) => one[part]));

/** Seconds of processor time a second that a guest's browser takes, all its processes together. */
async function cost(guest: Guest): Promise<number> {
  const [start, at] = [guest.processorTime(), performance.now()];
  await guest.page.waitForTimeout(5_000);
  return ((guest.processorTime() - start) * 1_000) / (performance.now() - at);
}

test("the wall is blurred from the first frame on, the face is not, and off is off", async ({
  house,
  meeting,
  open,
}) => {
  test.setTimeout(180_000);
  const bob = await open({ permission: "deny" });
  await bob.visit(meeting.link);
  await bob.enter("Bob");

  const ann = await open({ person: true });
  const elsewhere: string[] = [];
  ann.page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.origin !== house.ready.guests) {
      elsewhere.push(request.url());
    }
  });
  const blur = ann.button("Blur background");
  await ann.visit(meeting.link);
  await expect(ann.button("Camera")).toHaveAttribute("aria-pressed", "true");
  await expect(blur).toHaveAttribute("aria-pressed", "false");
  await blur.click();
  await expect(blur).toHaveAttribute("aria-pressed", "true");
  await expect(blur).toHaveAttribute("aria-busy", "false");
  await watch(bob, "Ann");
  await ann.enter("Ann");
  const blurred = await measured(bob);

  const devices = ann.page.getByRole("dialog", { name: "Devices" });
  const choice = devices.getByRole("checkbox", { name: "Blur background" });
  await ann.controls.getByRole("button", { name: "Choose devices" }).click();
  await expect(choice).toBeChecked();
  const before = await cost(ann);
  await choice.uncheck();
  await expect.poll(async () => mean(await afresh(bob), "wall")).toBeGreaterThan(20);
  const clear = await afresh(bob);

  const after = await cost(ann);
  const words = `processor time of the sender’s browser a second: ${after.toFixed(2)} → ${before.toFixed(2)} s; wall ${mean(clear, "wall").toFixed(1)} → ${mean(blurred, "wall").toFixed(1)}, face ${mean(clear, "face").toFixed(1)} → ${mean(blurred, "face").toFixed(1)}`;
  test.info().annotations.push({ type: "sharpness", description: words });
  // biome-ignore lint/suspicious/noConsole: a figure to be read in the test's output
  console.log(words);
  expect(most(blurred, "wall"), "no frame showed the wall").toBeLessThan(mean(clear, "wall") / 3);
  expect(mean(blurred, "face"), "the face stayed").toBeGreaterThan(mean(clear, "face") / 2);

  await test.step("on again, in the call", async () => {
    await choice.check();
    await expect
      .poll(async () => most(await afresh(bob), "wall"), { timeout: 40_000 })
      .toBeLessThan(mean(clear, "wall") / 3);
    await ann.page.keyboard.press("Escape");
  });

  const camera = ann.controls.getByRole("button", { name: "Camera" });
  await test.step("the camera off and on", async () => {
    await camera.click();
    await expect(bob.tile("Ann").locator("video")).toHaveCount(0);
    await forget(bob);
    await camera.click();
    await expect(bob.tile("Ann").locator("video")).toBeVisible();
    expect(most(await measured(bob), "wall")).toBeLessThan(mean(clear, "wall") / 3);
  });

  for (const guest of [ann, bob]) expect(guest.errors).toEqual([]);
  await test.step("over a new connection", async () => {
    const pid = house.enginePid() ?? house.ready.engine_pid;
    if (!pid) throw new Error("no LiveKit server to kill");
    const before = await bob.picture(bob.tile("Ann"));
    process.kill(pid, "SIGKILL");
    await expect
      .poll(async () => (await bob.picture(bob.tile("Ann"))).track, { timeout: 40_000 })
      .not.toBe(before.track);
    expect(most(await measured(bob), "wall")).toBeLessThan(mean(clear, "wall") / 3);
  });

  await test.step("remembered", async () => {
    await ann.page.reload();
    await expect(blur).toHaveAttribute("aria-pressed", "true");
    await expect(blur).toHaveAttribute("aria-busy", "false");
  });
  expect(elsewhere, "nothing is fetched from elsewhere").toEqual([]);
});

test("another camera is blurred as well, and who blurs a camera that is off is not seen clear", async ({
  meeting,
  open,
}) => {
  test.setTimeout(180_000);
  const bob = await open({ permission: "deny" });
  await bob.visit(meeting.link);
  await bob.enter("Bob");
  await watch(bob, "Ann");
  const ann = await open({ cameras: 2 });
  await ann.join(meeting.link, "Ann");
  const camera = ann.controls.getByRole("button", { name: "Camera" });
  const devices = ann.page.getByRole("dialog", { name: "Devices" });
  /** Chooses the camera that is not in use, and waits for its picture. */
  const other = async () => {
    const before = await ann.picture(ann.tile("Ann"));
    await devices
      .getByRole("group", { name: "Camera" })
      .getByRole("radio", { checked: false })
      .check();
    await expect
      .poll(async () => (await ann.picture(ann.tile("Ann"))).track)
      .not.toBe(before.track);
  };
  const clear = mean(await afresh(bob), "all");
  await camera.click();
  await expect(bob.tile("Ann").locator("video")).toHaveCount(0);
  await ann.controls.getByRole("button", { name: "Choose devices" }).click();
  await devices.getByRole("checkbox", { name: "Blur background" }).check();
  await forget(bob);
  await ann.page.keyboard.press("Escape");
  await camera.click();
  expect(most(await measured(bob), "all"), "from the first frame on").toBeLessThan(clear * 0.85);

  await ann.controls.getByRole("button", { name: "Choose devices" }).click();
  await other();
  expect(mean(await afresh(bob), "all"), "the other camera too").toBeLessThan(clear * 0.85);
  for (const guest of [ann, bob]) expect(guest.errors).toEqual([]);
});

test("where blurring cannot start, the camera stays off in the call, with a sentence", async ({
  meeting,
  open,
}) => {
  const ann = await open();
  await ann.page.route("**/selfie-*.tflite", (route) => route.abort());
  await ann.visit(meeting.link);
  await expect(ann.button("Camera")).toHaveAttribute("aria-pressed", "true");
  await ann.button("Blur background").click();
  const words = ann.page.getByText("Your background could not be blurred");
  await expect(words).toBeVisible();
  await ann.enter("Ann");
  await expect(words).toBeVisible();
  const camera = ann.controls.getByRole("button", { name: "Camera" });
  await expect(camera).toHaveAttribute("aria-pressed", "false");
  await test.step("also when it is switched on in the call", async () => {
    await ann.button("Dismiss").click();
    await expect(words).toHaveCount(0);
    await camera.click();
    await expect(words).toBeVisible();
    await expect(camera).toHaveAttribute("aria-pressed", "false");
  });
  await expect(ann.tile("Ann").locator("video")).toHaveCount(0);
});

test("a browser that can’t blur says so", async ({ meeting, open }) => {
  const ann = await open({ before: () => Reflect.deleteProperty(window, "VideoFrame") });
  await ann.visit(meeting.link);
  await expect(ann.button("Camera")).toHaveAttribute("aria-pressed", "true");
  await expect(ann.button("Blur background")).toHaveCount(0);
  await ann.page.getByText("Devices", { exact: true }).click();
  await expect(ann.page.getByText("This browser can’t blur your background.")).toBeVisible();
});
