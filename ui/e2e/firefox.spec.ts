import { Firefox } from "./firefox.ts";
import { expect, test } from "./test.ts";

test("a guest in Firefox and one in Chromium see each other move", async ({ meeting, open }) => {
  const ann = await open();
  await ann.join(meeting.link, "Ann");
  const firefox = await Firefox.open();
  try {
    const bob = firefox.driver;
    await bob.visit(meeting.link);
    await bob.fill({ role: "textbox", name: "Your name" }, "Bob");
    await bob.click({ role: "button", name: "Join" });
    await bob.find({ role: "button", name: "Leave" });

    await ann.expectMoving(ann.tile("Bob"), "Ann sees Bob move");
    await ann.expectHearing();
    const seen = new Set<string>();
    await expect
      .poll(
        async () => {
          const pixels = await firefox.pixels("Ann");
          if (pixels) seen.add(pixels);
          return seen.size;
        },
        { message: "Bob sees Ann move", timeout: 20_000 },
      )
      .toBeGreaterThan(3);

    await bob.click({ role: "button", name: "Leave" });
    await bob.find({ role: "heading", name: "You left" });
    await expect(ann.tile("Bob")).toHaveCount(0);
  } finally {
    await firefox.close();
  }
});
