import { expect, test } from "./test.ts";

/** The host's code comes from the app's window; here the answer to it is a guest's, the way in the same. */
test("the host's own link leads straight into the call, and hides its code", async ({
  house,
  meeting,
  open,
}) => {
  const guest = await open();
  let given = "";
  await guest.page.route("**/host", async (route) => {
    given = route.request().postDataJSON().code;
    const answer = await fetch(`${house.ready.guests}/api/v1/meetings/${meeting.id}/join`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Origin: house.ready.guests },
      body: JSON.stringify({ user_name: "Hanna" }),
    });
    const headers = { "Confab-Session": answer.headers.get("Confab-Session") ?? "" };
    await route.fulfill({ status: answer.status, headers, body: await answer.text() });
  });
  await guest.visit(`${meeting.link}#host=one-time-code`);
  await expect(guest.tile("Hanna").locator("video")).toBeVisible();
  expect(given).toBe("one-time-code");
  expect(guest.page.url()).toBe(meeting.link);
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
  await ann.page.route("**/host", async (route) => {
    const answer = await fetch(`${house.ready.guests}/api/v1/meetings/${meeting.id}/join`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Origin: house.ready.guests },
      body: JSON.stringify({ user_name: "Ann" }),
    });
    await route.fulfill({ status: answer.status, body: await answer.text() });
  });
  await ann.visit(`${meeting.link}#host=code`);
  await ann.button("Turn on sound").click();
  await expect(ann.button("Turn on sound")).toHaveCount(0);
  await ann.expectHearing();
});
