import type { Guest } from "./guest.ts";
import type { House, Meeting } from "./house.ts";
import { expect, test } from "./test.ts";

/** The code comes from the app's window; here the answer to it is a guest's, and the way in the same. */
async function answerCodes(house: House, meeting: Meeting, guest: Guest, name = "root") {
  const given: string[] = [];
  await guest.page.route("**/host", async (route) => {
    given.push(route.request().postDataJSON().code);
    const answer = await fetch(`${house.ready.guests}/api/v1/meetings/${meeting.id}/join`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Origin: house.ready.guests },
      body: JSON.stringify({ user_name: name, data: false }),
    });
    const headers = { "Confab-Session": answer.headers.get("Confab-Session") ?? "" };
    await route.fulfill({ status: answer.status, headers, body: await answer.text() });
  });
  return given;
}

/** As the app opens it: a page of its own each time. */
async function comeFromApp(guest: Guest, meeting: Meeting) {
  await guest.page.goto(new URL("/", meeting.link).href);
  await guest.visit(`${meeting.link}#host=one-time-code`);
}

test("the host's first call begins with the preview: name to confirm, no one sees the host before Join", async ({
  house,
  meeting,
  open,
}) => {
  const guest = await open();
  const given = await answerCodes(house, meeting, guest);
  await comeFromApp(guest, meeting);
  await expect(guest.name).toHaveValue("root");
  await expect(guest.name).toBeFocused();
  await expect(guest.page.getByRole("region", { name: "Preview" }).locator("video")).toBeVisible();
  expect(given).toEqual(["one-time-code"]);
  expect(guest.page.url()).toBe(meeting.link);
  expect(await house.people(meeting), "not inside before Join").toEqual([]);
  await expect(
    guest.page.getByRole("checkbox", { name: "Join at once next time" }),
  ).not.toBeChecked();
  await guest.name.fill("Hanna");
  await guest.button("Join").click();
  await expect(guest.tile("Hanna").locator("video")).toBeVisible();

  await test.step("and so does the next, with the name that was confirmed", async () => {
    await comeFromApp(guest, meeting);
    await expect(guest.name).toHaveValue("Hanna");
  });
  expect(guest.errors).toEqual([]);
});

test("as chosen the host joins at once, with the camera as it was left, and takes that back", async ({
  house,
  meeting,
  open,
}) => {
  const guest = await open();
  const camera = guest.controls.getByRole("button", { name: "Camera" });
  await answerCodes(house, meeting, guest);
  await comeFromApp(guest, meeting);
  await guest.page.getByRole("checkbox", { name: "Join at once next time" }).check();
  await guest.name.fill("Hanna");
  await guest.button("Join").click();
  await expect(camera).toHaveAttribute("aria-pressed", "true");
  await camera.click();
  await expect(camera).toHaveAttribute("aria-pressed", "false");

  await comeFromApp(guest, meeting);
  await expect(guest.tile("Hanna")).toBeVisible();
  await expect(guest.controls.getByRole("button", { name: "Microphone" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await expect(camera).toHaveAttribute("aria-pressed", "false");

  await guest.controls.getByRole("button", { name: "More" }).click();
  const choice = guest.page.getByRole("menuitemcheckbox", { name: "Join my meetings at once" });
  await expect(choice).toHaveAttribute("aria-checked", "true");
  await choice.click();
  await expect(choice).toHaveAttribute("aria-checked", "false");
  await comeFromApp(guest, meeting);
  await expect(guest.name).toHaveValue("Hanna");
  expect(guest.errors).toEqual([]);
});

test("a code that was used up leads to the ordinary page, with a sentence", async ({
  meeting,
  open,
}) => {
  const guest = await open();
  await guest.visit(`${meeting.link}#host=used-up`);
  await expect(guest.heading("This way in works only once")).toBeVisible();
  expect(guest.page.url()).toBe(meeting.link);
  await guest.enter("Hanna");
});

test("where the browser wants a press before it plays sound, there is a button", async ({
  house,
  meeting,
  open,
}) => {
  const bob = await open();
  await bob.join(meeting.link, "Bob");
  const ann = await open({
    permission: "deny",
    // Headless browsers play everything, driven ones count as pressed; this is how the others refuse.
    before: () => {
      let pressed = false;
      addEventListener("pointerdown", () => {
        pressed = true;
      });
      const play = HTMLMediaElement.prototype.play;
      HTMLMediaElement.prototype.play = function () {
        return this instanceof HTMLAudioElement && !pressed
          ? Promise.reject(new DOMException("play() needs a gesture", "NotAllowedError"))
          : play.call(this);
      };
    },
  });
  await answerCodes(house, meeting, ann, "Ann");
  // Who joins at once has not pressed anything on this page.
  await ann.visit(meeting.link);
  await ann.page.evaluate(() => localStorage.setItem("confab.choices", '{"atOnce":true}'));
  await comeFromApp(ann, meeting);
  await ann.button("Turn on sound").click();
  await expect(ann.button("Turn on sound")).toHaveCount(0);
  await ann.expectHearing();
});
