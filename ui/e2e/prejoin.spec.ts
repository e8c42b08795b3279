import { expect, test } from "./test.ts";

test("the page says which meeting it is and who is inside", async ({ house, meeting, open }) => {
  const ann = await open();
  await ann.join(meeting.link, "Ann");
  await expect.poll(() => house.people(meeting)).toHaveLength(1);

  const bob = await open();
  await bob.visit(meeting.link);
  await expect(bob.heading("Design review")).toBeVisible();
  await expect(bob.page.getByText("Ann is inside")).toBeVisible();
  await expect(bob.page).toHaveTitle(/Design review/);
  await expect(bob.name).toBeFocused();
  expect(bob.errors).toEqual([]);
});

test("a meeting without a title goes by its code", async ({ house, open }) => {
  const plain = await house.create();
  const guest = await open();
  await guest.visit(plain.link);
  await expect(guest.heading(plain.id)).toBeVisible();
});

test("an unknown meeting is not found, in status and in words", async ({ house, open }) => {
  const guest = await open();
  const answer = await guest.page.goto(`${house.ready.guests}/meeting/zzz-zzzz-zzz`);
  expect(answer?.status()).toBe(404);
  await expect(guest.heading("Meeting not found")).toBeVisible();
  await expect(guest.button("Join")).toHaveCount(0);
});

test("the door takes a code or a link", async ({ house, meeting, open }) => {
  const guest = await open();
  await guest.visit(`${house.ready.guests}/`);
  const field = guest.page.getByRole("textbox");
  await field.fill("nonsense");
  await guest.button("Continue").click();
  await expect(guest.page.getByRole("alert")).toContainText("not a meeting link");
  await field.fill(meeting.id.toUpperCase());
  await guest.button("Continue").click();
  await expect(guest.heading("Design review")).toBeVisible();
});

test("somebody who denies camera and microphone still gets in", async ({ meeting, open }) => {
  const guest = await open({ permission: "deny" });
  await guest.visit(meeting.link);
  await expect(guest.page.getByText("may not use your camera and microphone")).toBeVisible();
  await expect(guest.page.getByText("press the icon beside the address")).toBeVisible();
  await expect(guest.button("Camera")).toHaveAttribute("aria-pressed", "false");
  await expect(guest.button("Microphone")).toHaveAttribute("aria-pressed", "false");
  await guest.enter("Denise");
  await expect(guest.controls.getByRole("button", { name: "Camera" })).toHaveAttribute(
    "aria-pressed",
    "false",
  );
  expect(guest.errors).toEqual([]);
});

test("without a camera the microphone still works", async ({ meeting, open }) => {
  const guest = await open({ cameras: 0 });
  await guest.visit(meeting.link);
  await expect(guest.page.getByText("No camera was found")).toBeVisible();
  await expect(guest.button("Camera")).toHaveAttribute("aria-pressed", "false");
  await expect(guest.button("Microphone")).toHaveAttribute("aria-pressed", "true");
  await guest.enter("Cy");
  await expect(guest.controls.getByRole("button", { name: "Microphone" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
});

test("an insecure page says so, and lets people watch and listen", async ({ meeting, open }) => {
  const guest = await open({
    before: () =>
      Object.defineProperty(Navigator.prototype, "mediaDevices", { get: () => undefined }),
  });
  await guest.visit(meeting.link);
  await expect(guest.page.getByText("only over a secure connection")).toBeVisible();
  await guest.enter("Ivy");
  expect(guest.errors).toEqual([]);
});

test("a name is needed, and one that does not fit gets a sentence", async ({ meeting, open }) => {
  const guest = await open();
  await guest.visit(meeting.link);
  await guest.button("Join").click();
  await expect(guest.page.getByRole("alert")).toContainText("Type your name");
  await expect(guest.name).toBeFocused();
  await guest.name.fill("   ");
  await guest.page.keyboard.press("Enter");
  await expect(guest.page.getByRole("alert")).toContainText("Type your name");

  await guest.page.route("**/join", (route) =>
    route.fulfill({ status: 422, json: { detail: "No." }, headers: { "Confab-Code": "invalid" } }),
  );
  await guest.name.fill("Somebody");
  await guest.button("Join").click();
  await expect(guest.heading("This name can’t be used")).toBeVisible();
});

test("the server's other answers come out as sentences", async ({ meeting, open }) => {
  const guest = await open();
  await guest.visit(meeting.link);
  await guest.name.fill("Somebody");
  const answers: { status: number; headers: Record<string, string>; words: string }[] = [
    { status: 429, headers: { "Retry-After": "7" }, words: "Wait 7 seconds" },
    { status: 500, headers: {}, words: "Something went wrong on the host’s computer" },
    { status: 409, headers: { "Confab-Code": "meeting_full" }, words: "This meeting is full" },
  ];
  for (const { status, headers, words } of answers) {
    await guest.page.route("**/join", (route) =>
      route.fulfill({ status, headers, json: { detail: "x" } }),
    );
    await guest.button("Join").click();
    await expect(guest.page.getByText(words)).toBeVisible();
    await guest.page.unroute("**/join");
  }
  await guest.button("Try again").click();
  await guest.page.route("**/join", (route) => route.abort());
  await guest.button("Join").click();
  await expect(guest.heading("The meeting can’t be reached")).toBeVisible();
});

test("choices carry over into the call and to the next visit", async ({ meeting, open }) => {
  const guest = await open();
  await guest.visit(meeting.link);
  await expect(guest.button("Camera")).toHaveAttribute("aria-pressed", "true");
  await guest.button("Camera").click();
  await expect(guest.button("Camera")).toHaveAttribute("aria-pressed", "false");
  await guest.enter("Ann");
  const inCall = (name: string) => guest.controls.getByRole("button", { name });
  await expect(inCall("Microphone")).toHaveAttribute("aria-pressed", "true");
  await expect(inCall("Camera")).toHaveAttribute("aria-pressed", "false");
  await expect(guest.tile("Ann").locator("video")).toHaveCount(0);

  await inCall("Microphone").click();
  await expect(inCall("Microphone")).toHaveAttribute("aria-pressed", "false");
  await guest.page.reload();
  await expect(guest.name).toHaveValue("Ann");
  await expect(guest.button("Microphone")).toHaveAttribute("aria-pressed", "false");
  await expect(guest.button("Camera")).toHaveAttribute("aria-pressed", "false");
});

test("the keyboard alone leads in, through the call and out", async ({ meeting, open }) => {
  const guest = await open();
  const { page } = guest;
  await guest.visit(meeting.link);
  await expect(guest.name).toBeFocused();
  await page.keyboard.type("Kay");
  await page.keyboard.press("Enter");
  await expect(guest.tile("Kay").locator("video")).toBeVisible();

  const focused = () =>
    page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
  for (let presses = 0; presses < 10 && (await focused()) !== "Microphone"; presses += 1) {
    await page.keyboard.press("Tab");
  }
  expect(await focused()).toBe("Microphone");
  await page.keyboard.press("Space");
  await expect(guest.controls.getByRole("button", { name: "Microphone" })).toHaveAttribute(
    "aria-pressed",
    "false",
  );
  await page.keyboard.press("ArrowRight");
  expect(await focused()).toBe("Camera");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Devices" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("End");
  expect(await focused()).toBe("Leave");
  await page.keyboard.press("Enter");
  await expect(guest.heading("You left")).toBeFocused();
});

for (const [width, height] of [
  [320, 568],
  [360, 740],
  [740, 360],
] as const) {
  test(`nothing is cut off or too small to press at ${width} × ${height}`, async ({
    meeting,
    open,
  }) => {
    const guest = await open({ width, height });
    const check = async (where: string) => {
      const found = await guest.page.evaluate(() => ({
        sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        small: [...document.querySelectorAll("button, input, select, summary, a")]
          .map((element) => ({ element, box: element.getBoundingClientRect() }))
          .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
          .map(({ element }) => element.outerHTML.slice(0, 80)),
        outside: [...document.querySelectorAll("button, input, select, summary")]
          .map((element) => ({ element, box: element.getBoundingClientRect() }))
          .filter(({ box }) => box.width > 0 && (box.left < 0 || box.right > innerWidth))
          .map(({ element }) => element.outerHTML.slice(0, 80)),
      }));
      expect(found, where).toEqual({ sideways: 0, small: [], outside: [] });
    };
    await guest.visit(meeting.link);
    await expect(guest.button("Camera")).toHaveAttribute("aria-pressed", "true");
    await guest.page.getByText("Devices", { exact: true }).click();
    await check("before joining");
    await guest.enter("A rather long name that has to be cut somewhere");
    await check("in the call");
    await guest.controls.getByRole("button", { name: "Leave" }).click();
    await expect(guest.heading("You left")).toBeVisible();
    await check("afterwards");
  });
}

test("the page is light until the name can be typed, and until there is a picture", async ({
  meeting,
  open,
}) => {
  const guest = await open({
    before: () => {
      const weigh = () => {
        const seen = performance.getEntries() as PerformanceResourceTiming[];
        const loaded = seen.filter(({ transferSize }) => transferSize !== undefined);
        return {
          bytes: loaded.reduce((sum, { transferSize }) => sum + transferSize, 0),
          requests: loaded.length,
          milliseconds: Math.round(performance.now()),
        };
      };
      Object.assign(window, { weighOfTest: weigh });
      // The page puts the cursor there itself: from then on the field takes what is typed. However
      // long a busy machine needs to type, the page is weighed at that moment.
      addEventListener("focusin", () => Object.assign(window, { weightOfTest: weigh() }), {
        once: true,
      });
    },
  });
  interface Weight {
    bytes: number;
    requests: number;
    milliseconds: number;
  }
  await guest.page.goto(meeting.link, { waitUntil: "commit" });
  await expect(guest.name).toBeFocused();
  await guest.page.keyboard.type("A");
  await expect(guest.name).toHaveValue("A");
  const weight = await guest.page.evaluate(
    () => (window as unknown as { weightOfTest: Weight }).weightOfTest,
  );
  await guest.button("Join").click();
  await guest.expectMoving(guest.tile("A"));
  const all = await guest.page.evaluate(
    () => (window as unknown as { weighOfTest: () => Weight }).weighOfTest().bytes,
  );
  const words = `page until typing: ${JSON.stringify(weight)}; until there is a picture: ${all} bytes`;
  test.info().annotations.push({ type: "weight", description: words });
  // biome-ignore lint/suspicious/noConsole: a figure to be read in the test's output
  console.log(words);
  expect(weight.bytes).toBeLessThanOrEqual(120_000);
  expect(weight.requests).toBeLessThanOrEqual(6);
  expect(all).toBeLessThanOrEqual(240_000);
});
