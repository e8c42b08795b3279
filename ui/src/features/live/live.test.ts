import { describe, expect, it, vi } from "vitest";
import { meeting, meetingId, person, stream } from "./fake.ts";
import { type Cover, Live } from "./live.ts";

type Streams = ReturnType<typeof stream>[];

function open(
  answers: (Streams[number] | Response | Error)[],
  session: string | null = "secret",
  cover: Cover | null = null,
) {
  const asked: { url: string; authority: string | null }[] = [];
  const pauses: number[] = [];
  const live = new Live({
    meeting: meetingId,
    identity: "ann",
    name: "Ann",
    cover,
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
      if (next instanceof Response) return next;
      init.signal?.addEventListener("abort", next.lose);
      return next.answer();
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

  it("keeps changes for a listener that comes later, in order and once", async () => {
    const first = stream();
    const { live } = open([first]);
    const listen = live.backlog();
    live.start();
    first.say(full);
    first.say({ type: "participant_joined", meeting_id: meetingId, participant: person("bob") });
    await vi.waitFor(() => expect(live.snapshot().people.size).toBe(2));
    const heard: string[] = [];
    const stop = listen((change) => heard.push(change.type));
    expect(heard).toEqual(["snapshot", "participant_joined"]);
    first.say({ type: "participant_left", meeting_id: meetingId, identity: "bob" });
    await vi.waitFor(() => expect(heard).toHaveLength(3));
    stop();
    listen((change) => heard.push(change.type));
    expect(heard, "what was passed on is kept no longer").toHaveLength(3);
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

  it("asks again when it is refused for another reason, as before one is inside", async () => {
    const refusal = () =>
      new Response("{}", { status: 403, headers: { "Confab-Code": "not_inside" } });
    const second = stream();
    const { live, pauses } = open([refusal(), refusal(), second]);
    live.start();
    second.say(full);
    await vi.waitFor(() => expect(live.snapshot().phase).toBe("live"));
    expect(pauses).toEqual([600, 1_200]);
    live.close();
  });

  it("of an encrypted meeting outlives a change that can't be opened: a new snapshot fills the gap", async () => {
    const [first, second] = [stream(), stream()];
    let broken = true;
    const cover: Cover = {
      api: (api) => api,
      open: async (change) => {
        if (change.type === "spotlight" && broken) throw new Error("no key");
        return change;
      },
    };
    const { live, pauses } = open([first, second], "secret", cover);
    const heard: string[] = [];
    live.onChange((change) => heard.push(change.type));
    live.start();
    first.say(full);
    first.say({ type: "spotlight", meeting_id: meetingId, identity: "ann" });
    second.say({ type: "snapshot", meetings: [meeting({ spotlight: "ann" })] });
    await vi.waitFor(() => expect(live.snapshot().spotlight).toBe("ann"));
    expect(pauses, "counts as a failure, so that it can't spin").toEqual([600]);
    broken = false;
    second.say({ type: "spotlight", meeting_id: meetingId, identity: null });
    await vi.waitFor(() => expect(live.snapshot().spotlight).toBeNull());
    expect(heard).toEqual(["snapshot", "snapshot", "spotlight"]);
    live.close();
  });

  it("tells the others when one of those who listen fails", async () => {
    const errors = vi.fn();
    vi.stubGlobal("reportError", errors);
    const first = stream();
    const { live, asked } = open([first]);
    const heard: string[] = [];
    live.onChange(() => {
      throw new Error("broken");
    });
    live.onChange((change) => heard.push(change.type));
    live.start();
    first.say(full);
    first.say({ type: "participant_joined", meeting_id: meetingId, participant: person("bob") });
    await vi.waitFor(() => expect(heard).toEqual(["snapshot", "participant_joined"]));
    expect(asked).toHaveLength(1);
    expect(errors).toHaveBeenCalledTimes(2);
    vi.unstubAllGlobals();
    live.close();
  });

  it("lets go of the connection when closed", async () => {
    const first = stream();
    const { live, asked } = open([first, stream()]);
    live.start();
    first.say(full);
    await vi.waitFor(() => expect(live.snapshot().phase).toBe("live"));
    live.close();
    await new Promise((done) => setTimeout(done, 10));
    expect(asked).toHaveLength(1);
  });
});
