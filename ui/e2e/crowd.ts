/**
 * Many people for one browser: each is a connection of its own to the real server, made in one page,
 * with a drawn picture instead of a camera. They are seen and not heard.
 */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Guest } from "./guest.ts";
import type { Meeting } from "./house.ts";

const client = () =>
  readFileSync(
    resolve(import.meta.dirname, "../node_modules/livekit-client/dist/livekit-client.umd.js"),
    "utf8",
  );

export async function crowd(
  guest: Guest,
  meeting: Meeting,
  people: readonly { name: string; camera?: boolean; screen?: boolean }[],
): Promise<void> {
  await guest.visit(meeting.link);
  await guest.page.evaluate(client());
  await guest.page.evaluate(
    async ({ id, people }) => {
      // biome-ignore lint/suspicious/noExplicitAny: LiveKit's client as a global
      const { Room, Track } = (window as any).LivekitClient;
      function drawing(name: string, width: number, height: number, at: number) {
        const canvas = document.createElement("canvas");
        Object.assign(canvas, { width, height });
        const brush = canvas.getContext("2d");
        let turn = 0;
        setInterval(() => {
          if (!brush) return;
          turn += 1;
          brush.fillStyle = `hsl(${at * 47} 35% 38%)`;
          brush.fillRect(0, 0, width, height);
          brush.fillStyle = `hsl(${at * 47} 35% 62%)`;
          brush.beginPath();
          brush.arc(width / 2 + 6 * Math.sin(turn / 4), height * 0.42, height * 0.2, 0, 7);
          brush.arc(width / 2, height * 1.05, height * 0.42, 0, 7);
          brush.fill();
          brush.fillStyle = "white";
          brush.fillText(name, 6, 14);
        }, 200);
        return canvas.captureStream(5).getVideoTracks()[0];
      }
      for (const [at, person] of people.entries()) {
        const answer = await fetch(`/api/v1/meetings/${id}/join`, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ user_name: person.name, data: false }),
        });
        const { token, livekit_url } = await answer.json();
        const room = new Room();
        await room.connect(livekit_url, token, { autoSubscribe: false });
        const publish = (source: string, width: number, height: number) =>
          room.localParticipant.publishTrack(drawing(person.name, width, height, at), {
            source,
            simulcast: false,
          });
        if (person.camera !== false) await publish(Track.Source.Camera, 320, 180);
        if (person.screen) await publish(Track.Source.ScreenShare, 960, 540);
      }
    },
    { id: meeting.id, people },
  );
}

/** "in" where this token leads into the call, else what was answered to it. */
export async function connects(guest: Guest, server: string, token: string): Promise<string> {
  if (!(await guest.page.evaluate(() => "LivekitClient" in window))) {
    await guest.page.evaluate(client());
  }
  return guest.page.evaluate(
    async ({ server, token }) => {
      // biome-ignore lint/suspicious/noExplicitAny: LiveKit's client as a global
      const { Room } = (window as any).LivekitClient;
      const room = new Room();
      try {
        await room.connect(server, token, { autoSubscribe: false });
        await room.disconnect();
        return "in";
      } catch (error) {
        return String(error);
      }
    },
    { server, token },
  );
}
