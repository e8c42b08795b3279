/**
 * A house in memory: what the window is shown by, tested on and photographed with.
 *
 * It behaves as the real one does where the window can tell: each change is answered, and told as an event.
 */
import type { LiveEvent, LiveMeeting, Meeting, Message, Person, Server } from "../../api/types.ts";
import { noRules } from "../../features/meetings/model/rules.ts";
import type { SelfCheck } from "../../features/selfcheck/model.ts";
import type {
  ApiAnswer,
  ApiRequest,
  CallOpened,
  CloseAnswer,
  House,
  Occupied,
  Platform,
  SettingChanges,
  SettingField,
  SettingsView,
  Stop,
} from "../types.ts";
import { healthy } from "./checks.ts";
import { FakeRoom } from "./room.ts";
import { answerTo } from "./routes.ts";
import { defaultSettings } from "./settings.ts";
import { FakeSharing } from "./sharing.ts";

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

/** 32 bytes that count from 0. */
export const fakeKey = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

export class FakeHouse implements Platform {
  /** Newest first, as the list answers. */
  meetings: Meeting[] = [];
  people = new Map<string, Person[]>();
  rooms = new Map<string, FakeRoom>();
  /** Of encrypted meetings. */
  keys = new Map<string, string>();
  told: House = readyHouse;
  fields: SettingField[] = structuredClone(defaultSettings);
  restartNeeded = false;
  copied: string[] = [];
  saved: string[] = [];
  /** Files that the page wrote itself. */
  written: { name: string; text: string }[] = [];
  mails: string[] = [];
  mailBroken = false;
  requests: ApiRequest[] = [];
  opened: CallOpened = { opened: "app_window", browser: "Chromium", instead_of: null };
  /** Every press of Join that reached the shell, and whether it was to take over. */
  joins: boolean[] = [];
  /** Every answer waits for this; tests leave it, slow states put something endless here. */
  gate: Promise<void> = Promise.resolve();
  refusal: { method: string; status: number; detail: string } | null = null;
  clipboardBroken = false;
  closeAnswers: CloseAnswer[] = [];
  closeBroken = false;
  /** How often the event stream was asked for, and whether that fails. */
  watched = 0;
  streamBroken = false;
  sharing = new FakeSharing(this);
  /** What it says of itself when it is asked to check. */
  selfCheck: SelfCheck["checks"] = healthy;

  #events = new Set<(event: LiveEvent) => void>();
  #houses = new Set<(house: House) => void>();
  #closers = new Set<(occupied: Occupied[]) => void>();
  #made = 0;

  /* Platform */

  async api(request: ApiRequest): Promise<ApiAnswer> {
    this.requests.push(request);
    await this.gate;
    return answerTo(this, request);
  }

  house = async (): Promise<House> => this.told;

  async onHouse(tell: (house: House) => void): Promise<Stop> {
    this.#houses.add(tell);
    return () => this.#houses.delete(tell);
  }

  async watch(
    tell: (event: LiveEvent) => void,
    onInterrupted: (interrupted: boolean) => void = () => {},
  ): Promise<Stop> {
    this.watched += 1;
    if (this.streamBroken) throw new Error("The events can't be followed.");
    this.#events.add(tell);
    onInterrupted(false);
    tell(this.snapshot());
    return () => this.#events.delete(tell);
  }

  async onCloseRequested(ask: (occupied: Occupied[]) => void): Promise<Stop> {
    this.#closers.add(ask);
    return () => this.#closers.delete(ask);
  }

  async answerClose(answer: CloseAnswer): Promise<void> {
    if (this.closeBroken) throw "The window can’t be minimised.";
    this.closeAnswers.push(answer);
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

  async join(_meetingId: string, takeOver: boolean): Promise<CallOpened> {
    this.joins.push(takeOver);
    await this.gate;
    return takeOver ? { ...this.opened, opened: "app_window" } : this.opened;
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

  async save(path: string, name: string): Promise<string> {
    this.saved.push(path);
    return `/home/robin/Downloads/${name}`;
  }

  async saveText(name: string, text: string): Promise<string> {
    this.written.push({ name, text });
    return `/home/robin/Downloads/${name}`;
  }

  async mail(url: string): Promise<void> {
    if (this.mailBroken) throw "No mail program could be opened.";
    this.mails.push(url);
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
      sharing: this.sharing.told(),
      meetings: this.meetings.flatMap((meeting): LiveMeeting[] => {
        const participants = this.people.get(meeting.meeting_id) ?? [];
        const { spotlight, endingAt, waiting } = this.room(meeting.meeting_id);
        if (participants.length === 0 && waiting.length === 0) return [];
        return [
          {
            ...this.linked(meeting),
            participants,
            spotlight,
            ending_at: endingAt,
            waiting_people: waiting,
          },
        ];
      }),
    };
  }

  room(id: string): FakeRoom {
    const room = this.rooms.get(id) ?? new FakeRoom(this, id);
    this.rooms.set(id, room);
    return room;
  }

  add(meeting: Partial<Meeting> & { meeting_id: string }): Meeting {
    const whole: Meeting = {
      title: null,
      meeting_link: "",
      created_at: new Date().toISOString().replace(/\.\d+/, ""),
      max_participants: 50,
      num_participants: 0,
      live_since: null,
      rules: noRules,
      waiting: 0,
      shared: false,
      schedule: null,
      encrypted: false,
      ...meeting,
    };
    this.meetings.unshift(whole);
    this.say({ type: "meeting_created", meeting: this.linked(whole) });
    return this.linked(whole);
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
      role: "guest",
      hand: null,
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

  /** Something about somebody inside changes. */
  update(id: string, identity: string, change: Partial<Person>): Person | null {
    const people = this.people.get(id) ?? [];
    const at = people.findIndex((person) => person.identity === identity);
    const known = people[at];
    if (!known) return null;
    const participant = { ...known, ...change };
    this.people.set(id, people.with(at, participant));
    this.say({ type: "participant_updated", meeting_id: id, participant });
    return participant;
  }

  /** The host presses the window's close button. */
  requestClose(): void {
    const occupied = [...this.people].map(([meeting_id, { length }]) => ({
      meeting_id,
      participants: length,
    }));
    for (const ask of this.#closers) ask(occupied);
  }

  /** Somebody stands at the door. */
  knock(id: string, name: string, minutes = 0): string {
    return this.room(id).knock(name, minutes);
  }

  /** Somebody inside writes. */
  write(id: string, name: string, text: string, more: Partial<Message> = {}): Message {
    const person = this.people.get(id)?.find((one) => one.name === name);
    return this.room(id).write({ name, text, identity: person?.identity ?? null, ...more });
  }

  change(id: string, change: Partial<Meeting>): Meeting {
    const at = this.meetings.findIndex((meeting) => meeting.meeting_id === id);
    const meeting = { ...(this.meetings[at] as Meeting), ...change };
    this.meetings[at] = meeting;
    this.say({ type: "meeting_updated", meeting: this.linked(meeting) });
    return this.linked(meeting);
  }

  /** A meeting as it is told: its link leads where links lead now. */
  linked(meeting: Meeting): Meeting {
    const fixed = meeting.meeting_link === "" ? this.sharing.linkOf(meeting) : meeting.meeting_link;
    return { ...meeting, meeting_link: fixed };
  }

  drop(id: string): void {
    this.meetings = this.meetings.filter((meeting) => meeting.meeting_id !== id);
    this.people.delete(id);
    this.rooms.delete(id);
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

  create() {
    this.#made += 1;
    const letters = String.fromCharCode(96 + (this.#made % 26 || 26));
    const { meeting_id, meeting_link, created_at } = this.add({
      meeting_id: `new-meet-in${letters}`,
    });
    return { meeting_id, meeting_link, created_at, livekit_url: "ws://localhost:7880" };
  }

  createEncrypted(): Meeting {
    const { meeting_id } = this.create();
    this.keys.set(meeting_id, fakeKey);
    return this.change(meeting_id, { encrypted: true });
  }

  list(asked: URLSearchParams) {
    const query = (asked.get("query") ?? "").toLowerCase();
    const limit = Number(asked.get("limit") ?? 50);
    const from = Number(asked.get("cursor") ?? 0);
    const found = this.meetings.filter(
      (meeting) =>
        meeting.meeting_id.includes(query) || (meeting.title ?? "").toLowerCase().includes(query),
    );
    const next = from + limit;
    return {
      meetings: found.slice(from, next).map((meeting) => this.linked(meeting)),
      next_cursor: next < found.length ? String(next) : null,
    };
  }
}
