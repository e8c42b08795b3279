/**
 * The least page that joins a meeting with livekit-client: the preview's tracks are made beforehand,
 * everything else begins with the click. `#<api>|<meeting>` says where.
 */
import { createLocalTracks, Room, RoomEvent, Track } from "livekit-client";

const [api = "", meeting = ""] = decodeURIComponent(location.hash.slice(1)).split("|");
const tracks = createLocalTracks({
  audio: true,
  video: { resolution: { width: 320, height: 180 } },
});
const form = document.querySelector("form");
const fields = document.querySelector("fieldset");
const name = document.querySelector("input");

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await fetch(`${api}/meetings/${meeting}/join`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    // Somebody who may send data would keep the others from warming up.
    body: JSON.stringify({ user_name: name?.value, data: false }),
  });
  const { token, livekit_url } = await answer.json();
  const room = new Room({ adaptiveStream: true, dynacast: true });
  room.on(RoomEvent.TrackSubscribed, (track) => {
    const element = track.attach();
    if (track.kind === Track.Kind.Video) document.body.prepend(element);
    else document.body.append(element);
  });
  await room.connect(livekit_url, token);
  for (const track of await tracks) await room.localParticipant.publishTrack(track);
});
// Nothing can be typed or pressed before the page listens.
if (fields) fields.disabled = false;
name?.focus();
