/** The toolbar and the panels beside it; the chat's field; the space bar. */
import { type Guest, latch } from "./guest.ts";
import { ChatOf, press } from "./panels.ts";
import { expect, test } from "./test.ts";

interface Box {
  name: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where every button of the toolbar is, once that has settled. */
async function boxes(guest: Guest): Promise<Box[]> {
  const read = () =>
    guest.controls.getByRole("button").evaluateAll((buttons) =>
      buttons.map((button) => {
        const { x, y, width, height } = button.getBoundingClientRect();
        return { name: button.getAttribute("aria-label") ?? "", x, y, width, height };
      }),
    );
  let before = await read();
  await expect
    .poll(async () => {
      const now = await read();
      const same = JSON.stringify(now) === JSON.stringify(before);
      before = now;
      return same;
    })
    .toBe(true);
  return before;
}

/** Which button of the toolbar a press in the middle of each of them would reach. */
const reached = (guest: Guest, all: Box[]) =>
  guest.page.evaluate(
    (points) =>
      points.map(
        ({ x, y, width, height }) =>
          document
            .elementFromPoint(x + width / 2, y + height / 2)
            ?.closest("button")
            ?.getAttribute("aria-label") ?? null,
      ),
    all,
  );

const panel = (guest: Guest, name: string) => guest.page.getByRole("complementary", { name });

test("panels neither move nor cover a button of the toolbar, at any width", async ({
  meeting,
  open,
}) => {
  const ann = await open();
  await ann.join(meeting.link, "Ann");
  for (const [width, height] of [
    [320, 640],
    [640, 360],
    [640, 800],
    [720, 900],
    [1024, 768],
    [1280, 800],
    [1920, 1080],
  ] as const) {
    await test.step(`${width} × ${height}`, async () => {
      await ann.page.setViewportSize({ width, height });
      const before = await boxes(ann);
      expect(before.map(({ name }) => name)).toContain("Leave");
      const leave = before.find(({ name }) => name === "Leave");
      const others = before.filter(({ name }) => name !== "Leave");
      // Leave stands alone at the end of the bar.
      expect(width - (leave?.x ?? 0) - (leave?.width ?? 0)).toBeLessThanOrEqual(16);
      for (const { x, width: wide } of others) expect(x + wide).toBeLessThanOrEqual(leave?.x ?? 0);
      for (const name of ["Chat", "People"]) {
        await press(ann, name);
        await expect(panel(ann, name)).toBeVisible();
        expect(await boxes(ann), `${name} moved a button`).toEqual(before);
        expect(await reached(ann, before), `${name} covers a button`).toEqual(
          before.map((box) => box.name),
        );
        await ann.page.keyboard.press("Escape");
        await expect(panel(ann, name)).toHaveCount(0);
      }
    });
  }
});

test("a double click on a button that opens a panel leaves the call running", async ({
  meeting,
  open,
}) => {
  const ann = await open();
  await ann.join(meeting.link, "Ann");
  for (const [width, height] of [
    [1280, 800],
    [1920, 1080],
  ] as const) {
    await ann.page.setViewportSize({ width, height });
    const before = await boxes(ann);
    for (const name of ["Chat", "People"]) {
      const box = before.find((each) => each.name === name);
      if (!box) throw new Error(`no ${name} in the toolbar`);
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      // What one double click does, with the panel there in between.
      await ann.page.mouse.click(x, y);
      await expect(panel(ann, name)).toBeVisible();
      await ann.page.mouse.click(x, y);
      await expect(panel(ann, name)).toHaveCount(0);
      await expect(ann.tile("Ann")).toBeVisible();
      await expect(ann.controls.getByRole("button", { expanded: true })).toHaveCount(0);
    }
  }
});

test("what is typed right after opening the chat is in its field, also while its code is on its way", async ({
  meeting,
  open,
}) => {
  const ann = await open();
  // The first try fails, as on a network that comes and goes; the second takes its time.
  let tries = 0;
  const [arrived, arrive] = latch();
  await ann.page.route(/\/assets\/ChatPanel-[^/]*\.js/, async (route) => {
    tries += 1;
    if (tries === 1) return route.abort();
    await arrived;
    return route.fallback();
  });
  await ann.join(meeting.link, "Ann");
  const { keyboard } = ann.page;
  const chat = new ChatOf(ann);
  const hand = ann.controls.getByRole("button", { name: "Raise hand" });
  const composer = ann.page.getByPlaceholder("Write to everybody");

  await ann.controls.getByRole("button", { name: "Chat" }).click();
  await keyboard.type("at once");
  await keyboard.press("Enter");
  await keyboard.type("hello p");
  await expect(chat.field).toHaveValue("hello p");
  await expect(composer).toHaveCount(0);
  arrive();
  await expect(chat.message("at once")).toContainText("Sent");
  await expect(composer).toBeFocused();
  await keyboard.type("eople");
  await expect(composer).toHaveValue("hello people");
  await expect(hand).toHaveAttribute("aria-pressed", "false");

  await test.step("kept with the panel closed, and the key opens it with the cursor in the field", async () => {
    await keyboard.press("Escape");
    await expect(composer).toHaveCount(0);
    await keyboard.press("c");
    await expect(composer).toBeFocused();
    await keyboard.type(" here");
    await expect(composer).toHaveValue("hello people here");
    await expect(hand).toHaveAttribute("aria-pressed", "false");
  });

  await test.step("from the panel of people, too", async () => {
    await press(ann, "People");
    await expect(panel(ann, "People")).toBeVisible();
    await press(ann, "Chat");
    await keyboard.type("!");
    await expect(composer).toHaveValue("hello people here!");
  });

  await test.step("a message that was not sent goes back into the field, and outlives the call", async () => {
    await ann.page.route("**/api/v1/meetings/*/chat", (route) =>
      route.request().method() === "POST" ? route.abort() : route.fallback(),
    );
    await keyboard.press("Enter");
    await expect(composer).toHaveValue("");
    await ann.page.getByRole("alert").getByRole("button", { name: "Edit" }).click();
    await expect(composer).toBeFocused();
    await expect(composer).toHaveValue("hello people here!");
    await keyboard.press("Enter");
    await expect(ann.page.getByRole("alert").getByRole("button", { name: "Edit" })).toBeVisible();
    await ann.page.unroute("**/api/v1/meetings/*/chat");
    await ann.controls.getByRole("button", { name: "Leave" }).click();
    await ann.button("Rejoin").click();
    await expect(ann.tile("Ann")).toBeVisible();
    await chat.open();
    await expect(composer).toHaveValue("hello people here!");
    await keyboard.press("Enter");
    await expect(chat.message("hello people here!")).toContainText("Sent");
  });
});

test("the space bar talks where the pointer was used, and presses what the keyboard led to", async ({
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

  for (const button of [microphone, camera]) {
    await button.click();
    await expect(button).toHaveAttribute("aria-pressed", "false");
  }
  // The camera's button has the focus: the pointer pressed it last.
  for (const button of [camera, microphone]) {
    if (button === microphone) {
      await microphone.click();
      await expect(microphone).toHaveAttribute("aria-pressed", "true");
      await microphone.click();
      await expect(microphone).toHaveAttribute("aria-pressed", "false");
    }
    await keyboard.down(" ");
    await expect(ann.tile("Bob")).not.toContainText("Muted");
    // As a key that is held does.
    for (let repeat = 0; repeat < 3; repeat += 1) await keyboard.down(" ");
    await keyboard.up(" ");
    await expect(ann.tile("Bob")).toContainText("Muted");
    await expect(microphone).toHaveAttribute("aria-pressed", "false");
    await expect(camera).toHaveAttribute("aria-pressed", "false");
    await expect(camera).not.toHaveAttribute("aria-busy");
  }

  await test.step("a window that loses the focus ends it", async () => {
    await keyboard.down(" ");
    await expect(microphone).toHaveAttribute("aria-pressed", "true");
    await bob.page.evaluate(() => window.dispatchEvent(new Event("blur")));
    await expect(microphone).toHaveAttribute("aria-pressed", "false");
    await keyboard.up(" ");
    await expect(ann.tile("Bob")).toContainText("Muted");
  });

  await test.step("after Esc from a panel that the pointer opened", async () => {
    await press(bob, "People");
    await expect(panel(bob, "People")).toBeVisible();
    await keyboard.press("Escape");
    await expect(panel(bob, "People")).toHaveCount(0);
    await keyboard.down(" ");
    await expect(microphone).toHaveAttribute("aria-pressed", "true");
    await keyboard.up(" ");
    await expect(microphone).toHaveAttribute("aria-pressed", "false");
    await expect(panel(bob, "People")).toHaveCount(0);
  });

  await test.step("in the chat's field it is a space", async () => {
    const chat = new ChatOf(bob);
    await chat.open();
    await expect(chat.field).toBeFocused();
    await keyboard.type("hi you");
    await expect(chat.field).toHaveValue("hi you");
    await expect(microphone).toHaveAttribute("aria-pressed", "false");
    await keyboard.press("Escape");
  });

  await test.step("reached with the keyboard, a button is pressed", async () => {
    await microphone.focus();
    await keyboard.press("Tab");
    await expect(camera).toBeFocused();
    await keyboard.press(" ");
    await expect(camera).toHaveAttribute("aria-pressed", "true");
    await expect(microphone).toHaveAttribute("aria-pressed", "false");
  });
  expect(bob.errors).toEqual([]);
});
