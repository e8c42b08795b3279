/**
 * What can be set, and what is wrong with a value before the house sees it.
 *
 * Invariant: a secret is never shown back, and a value from the environment is never edited.
 */
import type {
  SettingChanges,
  SettingField,
  SettingKey,
  SettingsView,
} from "../../platform/index.ts";

export type Draft = Record<SettingKey, string>;

export interface About {
  label: string;
  hint?: string;
  numeric?: boolean;
}

export const about: Record<SettingKey, About> = {
  name: { label: "Your name", hint: "Others see it when you join from this window." },
  appearance: { label: "Appearance" },
  frontend_url: {
    label: "Front end of your own",
    hint: "What meeting links start with. Leave it empty for Confab’s own guest page.",
  },
  guest_port: { label: "Guest page", numeric: true },
  api_port: { label: "API for programs", numeric: true },
  signal_port: {
    label: "Signalling",
    numeric: true,
  },
  rtc_tcp_port: { label: "Media, TCP", numeric: true },
  rtc_udp_port: { label: "Media, UDP", numeric: true },
  livekit_url: {
    label: "Server address",
    hint: "For example wss://example.livekit.cloud. Leave it empty for the server that comes with Confab.",
  },
  livekit_api_key: { label: "API key" },
  livekit_api_secret: { label: "API secret" },
  livekit_server: {
    label: "Server program",
    hint: "Leave it empty for the one that comes with Confab.",
  },
  browser: {
    label: "Browser for calls",
    hint: "Where the window can’t show a call itself. Leave it empty for the first one found.",
  },
};

export const ports = [
  "guest_port",
  "api_port",
  "signal_port",
  "rtc_tcp_port",
  "rtc_udp_port",
] as const satisfies SettingKey[];

export const fieldOf = (view: SettingsView, key: SettingKey): SettingField =>
  view.fields.find((field) => field.key === key) ?? { key, value: null, source: "default" };

const textOf = (field: SettingField): string => (field.value === null ? "" : `${field.value}`);

export const isSecret = (field: SettingField): boolean =>
  field.secret === true || field.key === "livekit_api_secret";

export const isSet = (field: SettingField): boolean => textOf(field) !== "";

export const isFixed = (field: SettingField): boolean => field.source === "environment";

/** A value from the environment says so, and by which name. */
export function fixedWords(field: SettingField): string {
  return field.variable
    ? `Set by ${field.variable} in the environment. Change it there.`
    : "Set in the environment. Change it there.";
}

export function draftOf(view: SettingsView): Draft {
  const draft = {} as Draft;
  for (const key of Object.keys(about) as SettingKey[]) {
    const field = fieldOf(view, key);
    draft[key] = isSecret(field) ? "" : textOf(field);
  }
  if (draft.appearance === "") draft.appearance = "system";
  return draft;
}

/** Only what was edited; an emptied field goes back to its default. */
export function changesOf(view: SettingsView, draft: Draft): SettingChanges {
  const before = draftOf(view);
  const changes: SettingChanges = {};
  for (const key of Object.keys(draft) as SettingKey[]) {
    const field = fieldOf(view, key);
    const value = draft[key].trim();
    if (isFixed(field) || value === before[key]) continue;
    if (isSecret(field) && value === "") continue;
    changes[key] = value === "" ? null : value;
  }
  // Without a server of one's own, its key and secret mean nothing: they go with it.
  if (changes.livekit_url === null) {
    for (const key of ["livekit_api_key", "livekit_api_secret"] as const) {
      const field = fieldOf(view, key);
      if (isSet(field) && !isFixed(field)) changes[key] = null;
    }
  }
  return changes;
}

export type Problems = Partial<Record<SettingKey, string>>;

export function problemsOf(view: SettingsView, draft: Draft): Problems {
  const problems: Problems = {};
  const edited = (key: SettingKey) => !isFixed(fieldOf(view, key));

  if (edited("name")) {
    if (draft.name.trim() === "") problems.name = "Type the name that others will see.";
    else if ([...draft.name.trim()].length > 100) problems.name = "Use at most 100 characters.";
  }

  for (const key of ports) {
    const problem = edited(key) ? portProblem(draft[key]) : null;
    if (problem) problems[key] = problem;
  }
  const tcp = ["guest_port", "api_port", "signal_port", "rtc_tcp_port"] as const;
  for (const key of tcp) {
    const port = draft[key].trim();
    if (!edited(key) || problems[key] || port === "" || port === "0") continue;
    const other = tcp.find((also) => also !== key && draft[also].trim() === port);
    if (other) problems[key] = `“${about[other].label}” has this port already. Choose another one.`;
  }

  const frontend = draft.frontend_url.trim();
  if (edited("frontend_url") && frontend !== "" && !isAddress(frontend, ["http:", "https:"])) {
    problems.frontend_url = "Type an address that starts with http:// or https://.";
  }

  const server = draft.livekit_url.trim();
  if (server !== "") {
    if (edited("livekit_url") && !isAddress(server, ["ws:", "wss:", "http:", "https:"])) {
      problems.livekit_url = "Type an address that starts with wss://, ws://, https:// or http://.";
    }
    if (edited("livekit_api_key") && draft.livekit_api_key.trim() === "") {
      problems.livekit_api_key = "A server of your own needs its API key.";
    }
    if (
      edited("livekit_api_secret") &&
      draft.livekit_api_secret.trim() === "" &&
      !isSet(fieldOf(view, "livekit_api_secret"))
    ) {
      problems.livekit_api_secret = "A server of your own needs its API secret.";
    }
  }
  return problems;
}

function portProblem(value: string): string | null {
  const text = value.trim();
  if (text === "") return null;
  const port = Number(text);
  return /^\d+$/.test(text) && port <= 65535
    ? null
    : "Choose a number from 1 to 65535, or 0 for any free port.";
}

function isAddress(text: string, schemes: string[]): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (
    schemes.includes(url.protocol) && url.hostname !== "" && url.hash === "" && url.search === ""
  );
}
