/**
 * A house in memory: what tests, the development server and screenshots run on.
 *
 * Answers as the real one does, at once and without a network. Never part of a build.
 */
import type { LiveEvent, Meeting, Person, Server } from "../../api/types.ts";
import type {
  ApiAnswer,
  ApiRequest,
  House,
  Opened,
  Platform,
  SettingChanges,
  SettingField,
  SettingKey,
  SettingsView,
  Stop,
} from "../types.ts";

export const readyHouse: House = {
  phase: "ready",
  step: null,
  problem: null,
  server: { state: "ready", detail: null },
  doors: [
    { door: "guest", state: "open", url: "http://localhost:3000", detail: null },
    { door: "local", state: "open", url: "http://localhost:8000/api/v1", detail: null },
    { door: "signal", state: "open", url: "ws://localhost:7880", detail: null },
  ],
  can_share_links: true,
};

const variables: Partial<Record<SettingKey, string>> = {
  api_port: "CONFAB_API_PORT",
  guest_port: "CONFAB_GUEST_PORT",
  signal_port: "CONFAB_SIGNAL_PORT",
  rtc_tcp_port: "CONFAB_RTC_TCP_PORT",
  rtc_udp_port: "CONFAB_RTC_UDP_PORT",
  livekit_url: "LIVEKIT_URL",
  livekit_api_key: "LIVEKIT_API_KEY",
  livekit_api_secret: "LIVEKIT_API_SECRET",
  livekit_server: "CONFAB_LIVEKIT_SERVER",
  frontend_url: "FRONTEND_URL",
  browser: "CONFAB_BROWSER",
};

const unnamed: SettingField[] = [
  { key: "name", value: "Robin Weber", source: "default" },
  { key: "api_port", value: "8000", source: "default" },
  { key: "guest_port", value: "3000", source: "default" },
  { key: "signal_port", value: "7880", source: "default" },
  { key: "rtc_tcp_port", value: "7881", source: "default" },
  { key: "rtc_udp_port", value: "7882", source: "default" },
  { key: "livekit_url", value: null, source: "default" },
  { key: "livekit_api_key", value: null, source: "default" },
  { key: "livekit_api_secret", value: null, source: "default", secret: true },
  { key: "livekit_server", value: null, source: "default" },
  { key: "frontend_url", value: null, source: "default" },
  { key: "browser", value: null, source: "default" },
  { key: "appearance", value: "system", source: "default" },
];

export const defaultSettings = unnamed.map((field) => ({
  ...field,
  variable: variables[field.key] ?? null,
}));

const answer = (status: number, body: unknown, code?: string): ApiAnswer => ({
  status,
  headers: { "content-type": "application/json", ...(code ? { "confab-code": code } : {}) },
  body: JSON.stringify(body),
});

const notFound = () => answer(404, { detail: "Meeting not found" }, "meeting_not_found");

export class FakeHouse implements Platform {
  /** Newest first, as the list answers. */
  meetings: Meeting[] = [];
  people = new Map<string, Person[]>();
  told: House = readyHouse;
  fields: SettingField[] = structuredClone(defaultSettings);
  restartNeeded = false;
  copied: string[] = [];
  requests: ApiRequest[] = [];
  opened: Opened = "app_window";
  /** Every answer waits for this; tests leave it, slow states put something endless here. */
  gate: Promise<void> = Promise.resolve();
  refusal: { method: string; status: number; detail: string } | null = null;
  clipboardBroken = false;

  #events = new Set<(event: LiveEvent) => void>();
  #houses = new Set<(house: House) => void>();
  #made = 0;

  /* Platform */

  async api(request: ApiRequest): Promise<ApiAnswer> {
    this.requests.push(request);
    await this.gate;
    if (this.refusal?.method === request.method) {
      return answer(this.refusal.status, { detail: this.refusal.detail });
    }
    const url = new URL(request.path, "http://fake.invalid");
    const [, , , , id, sub, identity] = url.pathname.split("/").map(decodeURIComponent);
    const body = request.body ? JSON.parse(request.body) : {};
    if (request.method === "POST" && id === "create") return answer(200, this.#create());
    if (request.method === "GET" && !id) return answer(200, this.#list(url.searchParams));
    const meeting = this.meetings.find((known) => known.meeting_id === id);
    if (!meeting || !id) return notFound();
    if (request.method === "PATCH") return answer(200, this.change(id, body));
    if (request.method === "DELETE" && sub === "participants" && identity) {
      this.leave(id, identity);
      return answer(200, { success: true, message: "", meeting_id: id, identity });
    }
    if (request.method === "DELETE") {
      this.drop(id);
      return answer(200, {
        success: true,
        message: "Meeting deleted successfully",
        meeting_id: id,
      });
    }
    return notFound();
  }

  house = async (): Promise<House> => this.told;

  async onHouse(tell: (house: House) => void): Promise<Stop> {
    this.#houses.add(tell);
    return () => this.#houses.delete(tell);
  }

  async watch(tell: (event: LiveEvent) => void): Promise<Stop> {
    this.#events.add(tell);
    tell(this.snapshot());
    return () => this.#events.delete(tell);
  }

  async retry(): Promise<void> {
    this.restartNeeded = false;
    this.tellHouse({
      ...readyHouse,
      phase: "starting",
      step: "Starting the meeting server",
      server: null,
      doors: [],
      can_share_links: false,
    });
    setTimeout(() => this.tellHouse(readyHouse), 900);
  }

  async join(): Promise<Opened> {
    return this.opened;
  }

  async settings(): Promise<SettingsView> {
    return { fields: structuredClone(this.fields), restart_needed: this.restartNeeded };
  }

  async saveSettings(changes: SettingChanges): Promise<void> {
    for (const field of this.fields) {
      const value = changes[field.key];
      if (value === undefined) continue;
      if (field.source === "environment") throw new Error("This value comes from the environment.");
      field.value = value;
      field.source = value === null ? "default" : "file";
      if (!["name", "appearance", "browser"].includes(field.key)) this.restartNeeded = true;
    }
  }

  async copy(text: string): Promise<void> {
    if (this.clipboardBroken) throw new Error("The clipboard is not available.");
    this.copied.push(text);
  }

  /* What a test or the development server makes happen */

  say(event: LiveEvent): void {
    for (const tell of this.#events) tell(event);
  }

  tellHouse(house: House): void {
    this.told = house;
    for (const tell of this.#houses) tell(house);
    if (house.server) this.say({ type: "server", server: house.server });
  }

  server(server: Server): void {
    this.tellHouse({ ...this.told, server });
  }

  snapshot(): Extract<LiveEvent, { type: "snapshot" }> {
    return {
      type: "snapshot",
      server: this.told.server ?? { state: "starting", detail: null },
      meetings: this.meetings.flatMap((meeting) => {
        const participants = this.people.get(meeting.meeting_id) ?? [];
        return participants.length > 0 ? [{ ...meeting, participants }] : [];
      }),
    };
  }

  add(meeting: Partial<Meeting> & { meeting_id: string }): Meeting {
    const whole: Meeting = {
      title: null,
      meeting_link: `http://localhost:3000/meeting/${meeting.meeting_id}`,
      created_at: new Date().toISOString().replace(/\.\d+/, ""),
      max_participants: 50,
      num_participants: 0,
      live_since: null,
      ...meeting,
    };
    this.meetings.unshift(whole);
    this.say({ type: "meeting_created", meeting: whole });
    return whole;
  }

  enter(id: string, who: Partial<Person> & { name: string }): Person {
    const person: Person = {
      sid: `PA_${who.name}`,
      identity: `${who.name.toLowerCase().replaceAll(" ", "_")}_00000001`,
      state: "ACTIVE",
      joined_at: Math.floor(Date.now() / 1000),
      microphone: true,
      camera: true,
      screen: false,
      ...who,
    };
    this.people.set(id, [...(this.people.get(id) ?? []), person]);
    this.#count(id);
    this.say({ type: "participant_joined", meeting_id: id, participant: person });
    return person;
  }

  leave(id: string, identity: string): void {
    const rest = (this.people.get(id) ?? []).filter((person) => person.identity !== identity);
    if (rest.length > 0) this.people.set(id, rest);
    else this.people.delete(id);
    this.#count(id);
    this.say({ type: "participant_left", meeting_id: id, identity });
  }

  change(id: string, change: Partial<Meeting>): Meeting {
    const at = this.meetings.findIndex((meeting) => meeting.meeting_id === id);
    const meeting = { ...(this.meetings[at] as Meeting), ...change };
    this.meetings[at] = meeting;
    this.say({ type: "meeting_updated", meeting });
    return meeting;
  }

  drop(id: string): void {
    this.meetings = this.meetings.filter((meeting) => meeting.meeting_id !== id);
    this.people.delete(id);
    this.say({ type: "meeting_deleted", meeting_id: id });
  }

  #count(id: string): void {
    const inside = this.people.get(id) ?? [];
    const first = Math.min(...inside.map((person) => person.joined_at));
    this.meetings = this.meetings.map((meeting) =>
      meeting.meeting_id === id
        ? {
            ...meeting,
            num_participants: inside.length,
            live_since: inside.length > 0 ? new Date(first * 1000).toISOString() : null,
          }
        : meeting,
    );
  }

  #create() {
    this.#made += 1;
    const letters = String.fromCharCode(96 + (this.#made % 26 || 26));
    const { meeting_id, meeting_link, created_at } = this.add({
      meeting_id: `new-meet-in${letters}`,
    });
    return { meeting_id, meeting_link, created_at, livekit_url: "ws://localhost:7880" };
  }

  #list(asked: URLSearchParams) {
    const query = (asked.get("query") ?? "").toLowerCase();
    const limit = Number(asked.get("limit") ?? 50);
    const from = Number(asked.get("cursor") ?? 0);
    const found = this.meetings.filter(
      (meeting) =>
        meeting.meeting_id.includes(query) || (meeting.title ?? "").toLowerCase().includes(query),
    );
    const next = from + limit;
    return {
      meetings: found.slice(from, next),
      next_cursor: next < found.length ? String(next) : null,
    };
  }
}
