/** What the tests of this folder and its neighbours share: people, messages, and a server on a string. */
import type { Change, LiveMeeting, Message, Person } from "./types.ts";

export const meetingId = "abc-defg-hij";

export function person(identity: string, about: Partial<Person> = {}): Person {
  return {
    sid: "",
    identity,
    name: identity,
    state: "ACTIVE",
    joined_at: 1,
    microphone: true,
    camera: true,
    screen: false,
    role: "guest",
    hand: null,
    ...about,
  };
}

export function meeting(about: Partial<LiveMeeting> = {}): LiveMeeting {
  return {
    meeting_id: meetingId,
    title: "Design review",
    meeting_link: null,
    created_at: "2026-01-01T12:00:00Z",
    live_since: null,
    max_participants: 50,
    num_participants: 0,
    waiting: 0,
    shared: false,
    schedule: null,
    encrypted: false,
    rules: {
      locked: false,
      lobby: false,
      microphones_locked: false,
      who_shares: "everyone",
      who_chats: "everyone",
    },
    participants: [],
    spotlight: null,
    ending_at: null,
    waiting_people: [],
    ...about,
  };
}

export function snapshot(about: Partial<LiveMeeting> = {}): Change {
  return {
    type: "snapshot",
    server: { state: "ready", detail: null },
    meetings: [meeting(about)],
  };
}

export function message(id: number, about: Partial<Message> = {}): Message {
  return {
    id,
    identity: "bob",
    name: "Bob",
    role: "guest",
    text: `message ${id}`,
    sent_at: new Date(Date.UTC(2026, 0, 1, 12, 0, id)).toISOString(),
    reply_to: null,
    reactions: {},
    deleted: false,
    file: null,
    key: null,
    ...about,
  };
}

const letters = new TextEncoder();

/** A body that says what it is told to, when it is told to. */
export function stream() {
  let out: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      out = controller;
    },
  });
  let seq = 0;
  return {
    answer: () => new Response(body, { headers: { "Content-Type": "text/event-stream" } }),
    say: (change: { type: string } & Record<string, unknown>) => {
      seq += 1;
      const text = `id: ${seq}\nevent: ${change.type}\ndata: ${JSON.stringify(change)}\n\n`;
      out.enqueue(letters.encode(text));
    },
    raw: (bytes: Uint8Array | string) =>
      out.enqueue(typeof bytes === "string" ? letters.encode(bytes) : bytes),
    end: () => out.close(),
    lose: () => out.error(new TypeError("network")),
  };
}
