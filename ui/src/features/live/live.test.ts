import { describe, expect, it, vi } from "vitest";
import { meeting, meetingId, person, stream } from "./fake.ts";
import { Live } from "./live.ts";

type Streams = ReturnType<typeof stream>[];

function open(answers: (Streams[number] | Response | Error)[], session: string | null = "secret") {
  const asked: { url: string; authority: string | null }[] = [];
  const pauses: number[] = [];
  const live = new Live({
    meeting: meetingId,
    identity: "ann",
    name: "Ann",
    session: () => session,
    wait: async (milliseconds, wake) => {
      pauses.push(milliseconds);
      if (answers.length === 0) {
        await new Promise<void>((done) => wake.addEventListener("abort", () => done()));
      }
    },
    fetch: (async (url: string, init: RequestInit) => {
      asked.push({ url, authority: new Headers(init.headers).get("Authorization") });
      const next = answers.shift();
      if (!next) throw new TypeError("nobody there");
      if (next instanceof Error) throw next;
      return next instanceof Response ? next : next.answer();
    }) as typeof fetch,
  });
  return { live, asked, pauses };
}

const full = { type: "snapshot", meetings: [meeting({ participants: [person("ann")] })] };

describe("the event stream of a call", () => {
  it("shows the session in a header, and is live with the snapshot", async () => {
    const first = stream();
    const { live, asked } = open([first]);
    live.start();
    expect(live.snapshot().phase).toBe("connecting");
    first.say(full);
    await vi.waitFor(() => expect(live.snapshot().phase).toBe("live"));
    expect(asked).toEqual([{ url: "/api/v1/events", authority: "Bearer secret" }]);
    live.close();
  });

  it("is opened again when it is lost, and what the new snapshot says holds", async () => {
    const [first, second] = [stream(), stream()];
    const { live, pauses } = open([
      first,
      new TypeError("network"),
      new Response("", { status: 503 }),
      second,
    ]);
    const heard: string[] = [];
    const phases: string[] = [];
    live.onChange((change) => heard.push(change.type));
    live.subscribe(() => phases.push(live.snapshot().phase));
    live.start();
    first.say(full);
    first.say({ type: "participant_joined", meeting_id: meetingId, participant: person("bob") });
    await vi.waitFor(() => expect(live.snapshot().people.size).toBe(2));
    first.lose();
    second.say({ type: "snapshot", meetings: [meeting({ participants: [person("cy")] })] });
    await vi.waitFor(() => expect([...live.snapshot().people.keys()]).toEqual(["cy"]));
    expect(phases).toContain("reconnecting");
    expect(heard).toEqual(["snapshot", "participant_joined", "snapshot"]);
    expect(pauses, "each failure waits longer, a stream that told something starts over").toEqual([
      300, 600, 1_200,
    ]);
    live.close();
  });

  it("gives up when the session has ended, and says why", async () => {
    const refusal = new Response("{}", {
      status: 403,
      headers: { "Confab-Code": "removed_by_host" },
    });
    const { live, asked } = open([refusal]);
    live.start();
    await vi.waitFor(() =>
      expect(live.snapshot()).toMatchObject({ phase: "ended", why: "removed_by_host" }),
    );
    expect(asked).toHaveLength(1);
  });

  it("lets go of the connection when closed", async () => {
    const first = stream();
    const { live, asked } = open([first, stream()]);
    live.start();
    first.say(full);
    await vi.waitFor(() => expect(live.snapshot().phase).toBe("live"));
    live.close();
    first.end();
    await new Promise((done) => setTimeout(done, 10));
    expect(asked).toHaveLength(1);
  });
});
