/**
 * A front end of one's own: a page that is not ours, on an origin of its own, that knows nothing but
 * the documented API and livekit-client. It is served here, and `FRONTEND_URL` names it.
 */
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { House } from "./house.ts";
import { expect, test } from "./test.ts";

const client = resolve(
  import.meta.dirname,
  "../node_modules/livekit-client/dist/livekit-client.umd.js",
);

const page = `<!doctype html>
<title>Somebody's own front end</title>
<script src="/livekit-client.js"></script>
<h1>Somebody's own front end</h1>
<video id="other" autoplay muted playsinline></video>
<script>
  const api = new URLSearchParams(location.search).get("api");
  const post = async (path, body) => {
    const answer = await fetch(api + path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(answer.status + " " + (await answer.text()));
    return answer.json();
  };
  window.create = () => post("/meetings/create", { title: "From elsewhere" });
  window.join = async (id, name) => {
    const joined = await post("/meetings/" + id + "/join", { user_name: name });
    const room = new LivekitClient.Room();
    room.on(LivekitClient.RoomEvent.TrackSubscribed, (track) => {
      if (track.kind === "video") track.attach(document.getElementById("other"));
    });
    await room.connect(joined.livekit_url, joined.token);
    await room.localParticipant.enableCameraAndMicrophone();
    return joined;
  };
</script>`;

function serve(): Promise<{ server: Server; origin: string }> {
  const server = createServer((request, response) => {
    const script = request.url === "/livekit-client.js";
    response.setHeader("Content-Type", script ? "text/javascript" : "text/html; charset=utf-8");
    response.end(script ? readFileSync(client) : page);
  });
  return new Promise((done) => {
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      done({ server, origin: `http://localhost:${port}` });
    });
  });
}

interface FrontEnd {
  create: () => Promise<{ meeting_id: string; meeting_link: string }>;
  join: (id: string, name: string) => Promise<{ livekit_url: string; user_id: string }>;
}

test("a front end of one's own creates, joins and calls; any other website can't", async ({
  open,
}) => {
  const { server, origin } = await serve();
  const stranger = await serve();
  // Its own port taken by the front end, as when both want 3000.
  const house = await House.start({
    FRONTEND_URL: `${origin}/`,
    CONFAB_GUEST_PORT: new URL(origin).port,
  });
  try {
    expect(house.ready.guests).not.toBe(origin);
    const [ann, bob] = [await open(), await open()];
    const address = `/?api=${encodeURIComponent(house.ready.api)}`;

    await ann.page.goto(origin + address);
    const made = await ann.page.evaluate(() => (window as unknown as FrontEnd).create());
    expect(made.meeting_link).toBe(`${origin}/meeting/${made.meeting_id}`);

    await bob.page.goto(origin + address);
    for (const [guest, name] of [
      [ann, "Ann"],
      [bob, "Bob"],
    ] as const) {
      const joined = await guest.page.evaluate(
        ([id, name]) => (window as unknown as FrontEnd).join(id, name),
        [made.meeting_id, name] as const,
      );
      expect(joined.livekit_url).toBe(house.ready.signal);
    }
    for (const guest of [ann, bob]) {
      await guest.expectMoving(guest.page.locator("body"), "each sees the other move");
    }
    expect(ann.errors, "Ann's console").toEqual([]);

    const website = await open();
    await website.page.goto(stranger.origin + address);
    const tried = website.page.evaluate(() => (window as unknown as FrontEnd).create());
    await expect(tried).rejects.toThrow(/Failed to fetch/);
  } finally {
    await house.stop();
    server.close();
    stranger.server.close();
  }
});
