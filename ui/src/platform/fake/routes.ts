/** The routes of the house in memory. */
import type { Person, Rules } from "../../api/types.ts";
import type { ApiAnswer, ApiRequest } from "../types.ts";
import type { FakeHouse } from "./house.ts";

const answer = (status: number, body: unknown, code?: string): ApiAnswer => ({
  status,
  headers: { "content-type": "application/json", ...(code ? { "confab-code": code } : {}) },
  body: JSON.stringify(body),
});

const done = () => answer(200, { success: true });
const notFound = () => answer(404, { detail: "Meeting not found" }, "meeting_not_found");
const gone = () =>
  answer(404, { detail: "This person is not in the meeting any more." }, "participant_not_found");

interface Asked {
  house: FakeHouse;
  id: string;
  /** What follows the name of the route. */
  rest: (string | undefined)[];
  query: URLSearchParams;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the page sent
  body: any;
}

export function answerTo(house: FakeHouse, request: ApiRequest): ApiAnswer {
  const { method } = request;
  if (house.refusal?.method === method) {
    return answer(house.refusal.status, { detail: house.refusal.detail });
  }
  const url = new URL(request.path, "http://fake.invalid");
  const [, , , area, id, route, ...rest] = url.pathname.split("/").map(decodeURIComponent);
  const body = request.body ? JSON.parse(request.body) : {};
  const query = url.searchParams;
  if (area === "sharing") {
    return answer(200, method === "PATCH" ? house.sharing.change(body) : house.sharing.told());
  }
  if (method === "POST" && id === "create") return answer(200, house.create());
  if (method === "POST" && id === "encrypted") return answer(200, house.createEncrypted());
  if (method === "POST" && url.pathname === "/api/v1/doctor/host") {
    return answer(200, { time: "2026-03-09T14:02:00.000Z", checks: house.selfCheck });
  }
  if (method === "GET" && !id) return answer(200, house.list(query));
  if (!id || !house.meetings.some((known) => known.meeting_id === id)) return notFound();
  const asked = { house, id, rest, query, body };
  return routes[`${method} ${route ?? ""}`]?.(asked) ?? answer(404, { detail: "No such route." });
}

const muted = {
  microphone: { microphone: false },
  camera: { camera: false },
  screen: { screen: false },
} satisfies Record<string, Partial<Person>>;

const routes: Record<string, (asked: Asked) => ApiAnswer> = {
  "GET roles": ({ house, id }) => answer(200, { roles: house.room(id).roles }),
  "DELETE roles": ({ house, id, rest: [roleId = ""] }) => {
    const { roles } = house.room(id);
    const at = roles.findIndex(({ role_id }) => role_id === roleId);
    if (at < 0) return gone();
    roles.splice(at, 1);
    return done();
  },
  "GET key": ({ house, id }) => {
    const key = house.keys.get(id);
    if (!key) return answer(404, { detail: "This meeting has no key." }, "no_key");
    return answer(200, { key, meeting_link: null });
  },
  "PATCH ": ({ house, id, body }) => answer(200, house.change(id, body)),
  "DELETE ": ({ house, id }) => {
    house.drop(id);
    return answer(200, {
      success: true,
      message: "Meeting deleted successfully",
      meeting_id: id,
    });
  },
  "PATCH rules": ({ house, id, body }) => {
    const meeting = house.meetings.find((known) => known.meeting_id === id);
    const rules = { ...meeting?.rules, ...body } as Rules;
    if (!rules.lobby && house.room(id).waiting.length > 0) house.room(id).admit(null);
    return answer(200, house.change(id, { rules }));
  },
  "POST mute": ({ house, id }) => {
    const loud = (house.people.get(id) ?? []).filter(({ microphone }) => microphone);
    for (const { identity } of loud) house.update(id, identity, { microphone: false });
    return answer(200, { success: true, count: loud.length });
  },
  "POST participants": ({ house, id, rest: [identity = "", what], body }) => {
    if (what === "ask") {
      house.say({
        type: "asked",
        meeting_id: id,
        identity,
        what: body.what,
        by: "Robin Weber",
        by_identity: null,
      });
      return done();
    }
    const source = body.source as keyof typeof muted;
    return house.update(id, identity, muted[source]) ? done() : gone();
  },
  "PATCH participants": ({ house, id, rest: [identity = ""], body }) => {
    const person = house.update(id, identity, body);
    return person ? answer(200, person) : gone();
  },
  "DELETE participants": ({ house, id, rest: [identity = ""], query }) => {
    const meeting = house.meetings.find((known) => known.meeting_id === id);
    if (query.get("newcomers_wait") === "true" && meeting) {
      house.change(id, { rules: { ...meeting.rules, lobby: true } });
    }
    house.leave(id, identity);
    return answer(200, { success: true, message: "", meeting_id: id, identity });
  },
  "PUT spotlight": ({ house, id, body }) => {
    house.room(id).light(body.identity);
    return done();
  },
  "DELETE hands": ({ house, id, rest: [identity] }) => {
    for (const person of house.people.get(id) ?? []) {
      if (person.hand !== null && (identity === undefined || identity === person.identity)) {
        house.update(id, person.identity, { hand: null });
      }
    }
    return done();
  },
  "POST end": ({ house, id, body }) =>
    answer(200, { ending_at: house.room(id).end(body.seconds ?? 0) }),
  "DELETE end": ({ house, id }) => {
    house.room(id).goOn();
    return done();
  },
  "GET lobby": ({ house, id }) => answer(200, { waiting: house.room(id).waiting }),
  "POST lobby": ({ house, id, rest: [waitingId = ""] }) => {
    house.room(id).admit(waitingId === "all" ? null : waitingId);
    return done();
  },
  "DELETE lobby": ({ house, id, rest: [waitingId], body }) => {
    const count = house.room(id).deny(waitingId ?? null, body.detail ?? "");
    return answer(200, { success: true, count });
  },
  "GET chat": ({ house, id, query }) => {
    const after = Number(query.get("after") ?? 0);
    const limit = Number(query.get("limit") ?? 200);
    const later = house.room(id).messages.filter((message) => message.id > after);
    return answer(200, { messages: later.slice(0, limit), more: later.length > limit });
  },
  "POST chat": ({ house, id, body }) =>
    answer(200, house.room(id).write({ ...body, name: "Robin Weber", role: "host" })),
  "DELETE chat": ({ house, id, rest: [message] }) => {
    if (message === undefined) house.room(id).clear();
    else house.room(id).unsay(Number(message));
    return done();
  },
};
