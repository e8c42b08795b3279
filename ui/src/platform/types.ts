/**
 * What the window may ask of the shell, and what the shell tells it.
 *
 * Invariant: the rest of the page knows this interface only. `tauri.ts` is the one
 * file that imports `@tauri-apps/*`; `fake/` stands in for it in tests and screenshots.
 */
import type { LiveEvent, Server } from "../api/types.ts";

export type DoorName = "local" | "guest" | "signal";

export interface Door {
  door: DoorName;
  state: "open" | "failed" | "closed";
  url: string | null;
  detail: string | null;
}

export interface Problem {
  detail: string;
  /** The setting that cures it, named as in the settings file or the environment. */
  setting?: string | null;
}

/** How the house is: from starting, to ready, or failed with what to do. */
export interface House {
  phase: "starting" | "ready" | "failed";
  step: string | null;
  problem: Problem | null;
  server: Server | null;
  doors: Door[];
  can_share_links: boolean;
}

export type SettingKey =
  | "name"
  | "api_port"
  | "guest_port"
  | "signal_port"
  | "rtc_tcp_port"
  | "rtc_udp_port"
  | "livekit_url"
  | "livekit_api_key"
  | "livekit_api_secret"
  | "livekit_server"
  | "frontend_url"
  | "browser"
  | "share"
  | "tls_cert"
  | "tls_key"
  | "trusted_proxies"
  | "keep_chat"
  | "keep_history"
  | "appearance";

export interface SettingField {
  key: SettingKey;
  value: string | number | null;
  source: "environment" | "file" | "default";
  /** Its name in the environment, where it has one. */
  variable?: string | null;
  /** The value is never told: anything but null or "" means that one is set. */
  secret?: boolean;
}

export interface SettingsView {
  fields: SettingField[];
  restart_needed: boolean;
}

export type SettingChanges = Partial<Record<SettingKey, string | null>>;

export interface ApiRequest {
  method: string;
  /** Starts with `/api/v1`. */
  path: string;
  body?: string;
}

export interface ApiAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A meeting that would end with the app. */
export interface Occupied {
  meeting_id: string;
  participants: number;
}

/** `shown` confirms that the question is on the screen; the others answer it. */
export type CloseAnswer = "shown" | "keep_running" | "end";

/** What the call was opened in, or why it was not opened anew. */
export type Opened =
  | "webview"
  | "app_window"
  | "browser"
  /** It was open, and is in front now. */
  | "raised"
  /** It is open where it can't be brought to the front. */
  | "already_open"
  /** An earlier press is opening it. */
  | "opening";

export interface CallOpened {
  opened: Opened;
  /** The browser that shows it; null where its name is not known. */
  browser: string | null;
  /** The browser that did not show it. */
  instead_of: string | null;
}

export type Stop = () => void;

export interface Platform {
  api(request: ApiRequest): Promise<ApiAnswer>;
  house(): Promise<House>;
  onHouse(tell: (house: House) => void): Promise<Stop>;
  /**
   * Begins the event stream: a snapshot first, then changes. `onInterrupted` is told when the stream is
   * lost, and when another one has begun.
   */
  watch(
    tell: (event: LiveEvent) => void,
    onInterrupted: (interrupted: boolean) => void,
  ): Promise<Stop>;
  /** The window is to be closed while participants are inside: the page asks what to do. */
  onCloseRequested(ask: (occupied: Occupied[]) => void): Promise<Stop>;
  answerClose(answer: CloseAnswer): Promise<void>;
  /** Starts the house again; what it says meanwhile comes through `onHouse`. */
  retry(): Promise<void>;
  /** Opens the call, and answers when it is there. `takeOver` moves it here from where it is open. */
  join(meetingId: string, takeOver: boolean): Promise<CallOpened>;
  settings(): Promise<SettingsView>;
  saveSettings(changes: SettingChanges): Promise<void>;
  copy(text: string): Promise<void>;
  /** Puts a file that the API answers (`path`) where downloads go; says where that is. */
  save(path: string, name: string): Promise<string>;
  /** Puts a text that the page wrote where downloads go; says where that is. */
  saveText(name: string, text: string): Promise<string>;
  /** Opens a `mailto:` address in this person's mail program. */
  mail(url: string): Promise<void>;
}
