import { describe, expect, it } from "vitest";
import { sessionOf } from "../../guest/api.ts";
import { meetingId, stream } from "../live/fake.ts";
import { type Place, waitInLobby } from "./stream.ts";

const join = {
  meeting_id: meetingId,
  user_id: "ann_1",
  user_name: "Ann",
  token: "t",
  livekit_url: "ws://localhost",
  success: true,
};

function visit(answers: (Response | ReturnType<typeof stream> | Error)[]) {
  const places: Place[] = [];
  const trouble: string[] = [];
  const pauses: number[] = [];
  const leaving = new AbortController();
  let asked = 0;
  const answer = waitInLobby(
    meetingId,
    "Ann",
    { onPlace: (place) => places.push(place), onTrouble: (what) => trouble.push(what) },
    leaving.signal,
    {
      fetch: (async () => {
        asked += 1;
        const next = answers.shift();
        if (!next || next instanceof Error) throw next ?? new TypeError("nobody there");
        return next instanceof Response ? next : next.answer();
      }) as typeof fetch,
      pause: async (milliseconds) => {
        pauses.push(milliseconds);
      },
    },
  );
  return { answer, places, trouble, pauses, leaving, asked: () => asked };
}

const waiting = (place: number, of: number) => ({
  type: "waiting",
  waiting_id: "w",
  place,
  of,
  hosts: ["Hal"],
  title: null,
});

describe("the lobby", () => {
  it("says the place, and ends with the way in", async () => {
    const door = stream();
    const { answer, places } = visit([door]);
    door.say(waiting(2, 2));
    door.say(waiting(1, 1));
    door.say({ type: "admitted", join, session: "sealed" });
    door.end();
    expect(await answer).toMatchObject({ is: "admitted", joined: { identity: "ann_1" } });
    expect(places.map(({ place, of }) => [place, of])).toEqual([
      [2, 2],
      [1, 1],
    ]);
    expect(sessionOf(meetingId)).toBe("sealed");
  });

  it("hands on the host's sentence", async () => {
    const door = stream();
    const { answer } = visit([door]);
    door.say({ type: "denied", detail: "Not today." });
    door.end();
    expect(await answer).toEqual({ is: "denied", words: "Not today." });
  });

  it("tells why there is nothing to wait for", async () => {
    const door = stream();
    const { answer } = visit([door]);
    door.say({ type: "closed", code: "meeting_ended" });
    door.end();
    expect(await answer).toEqual({ is: "refused", code: "meeting_ended" });
    const removed = new Response("{}", {
      status: 403,
      headers: { "Confab-Code": "removed_by_host" },
    });
    expect(await visit([removed]).answer).toEqual({ is: "refused", code: "removed_by_host" });
  });

  it("asks again when the stream breaks, and waits as long as it is told to", async () => {
    const [first, second] = [stream(), stream()];
    const many = new Response("{}", { status: 429, headers: { "Retry-After": "7" } });
    const { answer, trouble, pauses } = visit([first, new TypeError("network"), many, second]);
    first.say(waiting(1, 1));
    await new Promise((done) => setTimeout(done));
    first.lose();
    second.say({ type: "denied", detail: null });
    second.end();
    expect(await answer).toEqual({ is: "denied", words: null });
    expect(trouble).toContain("reconnecting");
    expect(trouble).toContain("many");
    expect(pauses).toEqual([300, 600, 7_000]);
  });

  it("asks again where its place in a full lobby went to another network", async () => {
    const [first, second] = [stream(), stream()];
    const { answer, trouble, pauses } = visit([first, second]);
    first.say(waiting(200, 200));
    first.say({ type: "closed", code: "too_many_waiting" });
    first.end();
    second.say({ type: "denied", detail: null });
    second.end();
    expect(await answer).toEqual({ is: "denied", words: null });
    expect(trouble).toEqual(["many"]);
    expect(pauses).toEqual([15_000]);
  });

  it("ends quietly for somebody who stops waiting", async () => {
    const door = stream();
    const { answer, leaving } = visit([door]);
    leaving.abort();
    door.end();
    expect(await answer).toBeNull();
  });
});
