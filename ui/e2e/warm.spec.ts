/** The connection that stands before the click on Join: that it is used, and what happens without it. */
import { type Guest, latch } from "./guest.ts";
import { expect, test } from "./test.ts";

const connections = (guest: Guest) =>
  guest.page.evaluate(() =>
    (window as unknown as { connectionsOfTest: RTCPeerConnection[] }).connectionsOfTest.map(
      ({ connectionState }) => connectionState,
    ),
  );

const standing = async (guest: Guest) =>
  (await connections(guest)).filter((state) => state === "connected").length;

/** In the page: when the first picture takes the screen, when the call does, when it gives way. */
function noteWhatIsShown() {
  const noted: string[] = [];
  Object.assign(window, { notedByTest: noted });
  const note = (what: string) => noted.includes(what) || noted.push(what);
  const look = () => {
    const alone = document.querySelector("video.lookout.seen");
    if (alone && !document.querySelector(".call")) note("picture alone");
    if (document.querySelector(".call")) note("call");
    if (noted.includes("call") && !alone) note("picture gone");
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    attributeFilter: ["class"],
  });
}

const shown = (guest: Guest) =>
  guest.page.evaluate(() => (window as unknown as { notedByTest: string[] }).notedByTest);

/** What the events of this meeting say, one word each. */
async function listen(api: string, meeting: string) {
  const leaving = new AbortController();
  const heard: string[] = [];
  const answer = await fetch(`${api}/events`, { signal: leaving.signal });
  void (async () => {
    let text = "";
    const decoder = new TextDecoder();
    try {
      const reader = answer.body?.getReader();
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
        text += decoder.decode(part.value, { stream: true });
        for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
          const data = /^data: (.*)$/m.exec(text.slice(0, end))?.[1];
          text = text.slice(end + 2);
          const event = data ? JSON.parse(data) : {};
          if (event.meeting_id === meeting) heard.push(event.type);
        }
      }
    } catch {
      // The test is over.
    }
  })();
  return { heard, stop: () => leaving.abort() };
}

test("the click finds a connection that stands, and the others see somebody join once", async ({
  house,
  meeting,
  open,
}) => {
  const ann = await open();
  await ann.join(meeting.link, "Ann");
  await ann.expectMoving(ann.tile("Ann"));
  const { heard, stop } = await listen(house.ready.api, meeting.id);

  const bob = await open();
  await bob.page.addInitScript(noteWhatIsShown);
  await bob.visit(meeting.link);
  await bob.name.fill("Bob");
  await expect.poll(() => standing(bob), { message: "it is warm" }).toBeGreaterThan(0);
  await bob.page.waitForTimeout(1_500);
  expect(heard).toEqual([]);
  expect((await house.people(meeting)).map(({ name }) => name)).toEqual(["Ann"]);
  await expect(ann.tile("Bob")).toHaveCount(0);
  expect(await bob.heard()).toBe(0);

  const before = (await connections(bob)).length;
  expect(await standing(bob), "nothing is left to be connected").toBe(before);
  await bob.button("Join").click();
  await bob.expectMoving(bob.tile("Ann"));
  expect((await connections(bob)).length, "no connection was made after the click").toBe(before);
  await expect
    .poll(() => shown(bob), { message: "the first picture leads to the call" })
    .toEqual(["picture alone", "call", "picture gone"]);
  await expect(ann.tile("Bob")).toBeVisible();
  await ann.expectMoving(ann.tile("Bob"));
  await ann.expectHearing();
  await bob.expectHearing();
  expect(heard.filter((type) => type === "participant_joined")).toEqual(["participant_joined"]);
  expect((await house.people(meeting)).map(({ name }) => name).sort()).toEqual(["Ann", "Bob"]);
  expect(bob.errors).toEqual([]);
  expect(ann.errors).toEqual([]);
  stop();
});

test("a click right after opening leads in all the same", async ({ meeting, open }) => {
  const guest = await open();
  await guest.page.goto(meeting.link, { waitUntil: "commit" });
  await guest.enter("Early");
  await guest.expectMoving(guest.tile("Early"));
  expect(guest.errors).toEqual([]);
});

/** The signalling connections that a page opens from now on. */
function socketsOf(guest: Guest): string[] {
  const sockets: string[] = [];
  guest.page.on("websocket", (socket) => sockets.push(new URL(socket.url()).pathname));
  return sockets;
}

/** Keeps LiveKit's answers from a page until the returned function is called. */
async function holdBackAnswers(guest: Guest): Promise<() => void> {
  const [held, letGo] = latch();
  await guest.page.routeWebSocket(/\/rtc\/v1/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => void held.then(() => socket.send(message)));
  });
  return letGo;
}

/** The ticket of the connection before the click that this page joins with. */
const joinsWith = async (guest: Guest): Promise<unknown> => {
  const answer = await guest.page.waitForResponse("**/join");
  return answer.request().postDataJSON().warm;
};

for (const [when, holds] of [
  ["before what connects is loaded", "loading"],
  ["while it is being connected", "connecting"],
] as const) {
  test(`Join pressed ${when} joins at once, on the connection that was begun`, async ({
    house,
    meeting,
    open,
  }) => {
    const ann = await open();
    await ann.join(meeting.link, "Ann");
    await ann.expectMoving(ann.tile("Ann"));

    const bob = await open();
    const letGo =
      holds === "loading" ? await bob.holdBack("connection") : await holdBackAnswers(bob);
    const tickets = bob.page.waitForResponse("**/warm");
    const sockets = socketsOf(bob);
    await bob.visit(meeting.link);
    await bob.name.fill("Bob");
    const { ticket } = await (await tickets).json();
    if (holds === "connecting") {
      await expect.poll(() => connections(bob)).toHaveLength(1);
    }
    expect(await standing(bob)).toBe(0);
    const joining = joinsWith(bob);
    await bob.button("Join").click();
    expect(await joining, "nothing is waited for").toBe(ticket);
    expect(await standing(bob)).toBe(0);
    letGo();
    await bob.expectMoving(bob.tile("Ann"));
    await ann.expectMoving(ann.tile("Bob"));
    if (holds === "loading") expect(sockets).toEqual(["/rtc/v1"]);
    expect(await connections(bob), "one connection, from the beginning").toEqual(["connected"]);
    expect((await house.people(meeting)).map(({ name }) => name).sort()).toEqual(["Ann", "Bob"]);
    expect(bob.errors).toEqual([]);
  });
}

test("nothing is loaded for the call before the name field is there", async ({ meeting, open }) => {
  const guest = await open();
  const order: string[] = [];
  guest.page.on("request", (request) => {
    const part = /assets\/(connection|Call)/.exec(request.url())?.[1];
    if (part) order.push(part);
  });
  await guest.page.exposeFunction("fieldOfTest", () => order.push("name field"));
  await guest.page.addInitScript(() => {
    const look = () => {
      if (!document.querySelector("input")) return;
      watcher.disconnect();
      (window as unknown as { fieldOfTest: () => void }).fieldOfTest();
    };
    const watcher = new MutationObserver(look);
    watcher.observe(document, { subtree: true, childList: true });
  });
  await guest.visit(meeting.link);
  await expect.poll(() => order).toContain("Call");
  expect(order[0]).toBe("name field");
});

test("where nothing may be warmed up, the click connects", async ({ meeting, open }) => {
  const guest = await open();
  await guest.page.route("**/warm", (route) =>
    route.fulfill({ status: 409, json: { detail: "x" }, headers: { "Confab-Code": "no_warming" } }),
  );
  const refused = guest.page.waitForResponse("**/warm");
  await guest.visit(meeting.link);
  await guest.name.fill("Cold");
  await refused;
  await guest.page.waitForTimeout(500);
  expect(await connections(guest)).toEqual([]);
  await guest.button("Join").click();
  await guest.expectMoving(guest.tile("Cold"));
});

test("a connection that the server forgot is replaced", async ({ meeting, open }) => {
  const guest = await open();
  await guest.visit(meeting.link);
  await guest.name.fill("Anew");
  await expect.poll(() => standing(guest)).toBeGreaterThan(0);
  // The ticket is lost on the way: the server seats somebody new.
  await guest.page.route("**/join", (route) => {
    const { warm, ...body } = route.request().postDataJSON();
    expect(typeof warm).toBe("string");
    return route.continue({ postData: JSON.stringify(body) });
  });
  await guest.button("Join").click();
  await guest.expectMoving(guest.tile("Anew"));
});

test("a connection that broke before the click is no hindrance", async ({
  house,
  meeting,
  open,
}) => {
  const guest = await open();
  await guest.visit(meeting.link);
  await guest.name.fill("Broken");
  await expect.poll(() => standing(guest)).toBeGreaterThan(0);
  const engine = house.enginePid();
  if (!engine) throw new Error("there is no LiveKit server to break");
  process.kill(engine, "SIGKILL");
  await guest.button("Join").click();
  await guest.expectMoving(guest.tile("Broken"));
});

test("a page that nobody looks at keeps nothing warm", async ({ meeting, open }) => {
  const guest = await open();
  await guest.visit(meeting.link);
  await guest.name.fill("Away");
  await expect.poll(() => standing(guest)).toBeGreaterThan(0);
  const show = (state: DocumentVisibilityState) =>
    guest.page.evaluate((now) => {
      Object.defineProperty(document, "visibilityState", { configurable: true, get: () => now });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);
  await show("hidden");
  await expect.poll(() => standing(guest)).toBe(0);
  await show("visible");
  await expect.poll(() => standing(guest)).toBeGreaterThan(0);
  await guest.button("Join").click();
  await expect(guest.tile("Away")).toBeVisible();
});
