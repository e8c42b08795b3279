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
import { t } from "../../texts/index.ts";

export type Draft = Record<SettingKey, string>;

/** In the order in which they are read. */
const keys = [
  "name",
  "appearance",
  "browser",
  "frontend_url",
  "share",
  "tls_cert",
  "tls_key",
  "trusted_proxies",
  "livekit_url",
  "livekit_api_key",
  "livekit_api_secret",
  "livekit_server",
  "keep_chat",
  "keep_history",
  "guest_port",
  "api_port",
  "signal_port",
  "rtc_tcp_port",
  "rtc_udp_port",
] as const satisfies SettingKey[];

export const labelOf = (key: SettingKey): string => t(`settings.${key}`);

export function hintOf(key: SettingKey): string | undefined {
  switch (key) {
    case "name":
    case "frontend_url":
    case "livekit_url":
    case "livekit_server":
    case "browser":
    case "tls_cert":
    case "trusted_proxies":
    case "keep_chat":
    case "keep_history":
      return t(`settings.${key}_hint`);
    default:
      return undefined;
  }
}

export const ports = [
  "guest_port",
  "api_port",
  "signal_port",
  "rtc_tcp_port",
  "rtc_udp_port",
] as const satisfies SettingKey[];

/** For how many days what is over is kept: the least that makes sense. */
const leastDays = { keep_chat: 0, keep_history: 1 } as const;
const mostDays = 36_500;

export const isNumber = (key: SettingKey): boolean =>
  ports.some((port) => port === key) || key in leastDays;

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
    ? t("settings.fixed_by", { variable: field.variable })
    : t("settings.fixed");
}

export function draftOf(view: SettingsView): Draft {
  const draft = {} as Draft;
  for (const key of keys) {
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
    if (draft.name.trim() === "") problems.name = t("settings.name_missing");
    else if ([...draft.name.trim()].length > 100) problems.name = t("settings.name_long");
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
    if (other) problems[key] = t("settings.port_twice", { other: labelOf(other) });
  }

  for (const key of ["keep_chat", "keep_history"] as const) {
    const least = leastDays[key];
    const days = draft[key].trim();
    const fits = /^\d+$/.test(days) && Number(days) >= least && Number(days) <= mostDays;
    if (edited(key) && days !== "" && !fits) problems[key] = t("settings.days_wrong", { least });
  }

  const frontend = draft.frontend_url.trim();
  if (edited("frontend_url") && frontend !== "" && !isAddress(frontend, ["http:", "https:"])) {
    problems.frontend_url = t("settings.frontend_url_wrong");
  }

  Object.assign(problems, sharingProblems(view, draft));

  const server = draft.livekit_url.trim();
  if (server !== "") {
    if (edited("livekit_url") && !isAddress(server, ["ws:", "wss:", "http:", "https:"])) {
      problems.livekit_url = t("settings.livekit_url_wrong");
    }
    if (edited("livekit_api_key") && draft.livekit_api_key.trim() === "") {
      problems.livekit_api_key = t("settings.livekit_api_key_missing");
    }
    if (
      edited("livekit_api_secret") &&
      draft.livekit_api_secret.trim() === "" &&
      !isSet(fieldOf(view, "livekit_api_secret"))
    ) {
      problems.livekit_api_secret = t("settings.livekit_api_secret_missing");
    }
  }
  return problems;
}

function sharingProblems(view: SettingsView, draft: Draft): Problems {
  const problems: Problems = {};
  const edited = (key: SettingKey) => !isFixed(fieldOf(view, key));
  const missing = (["tls_cert", "tls_key"] as const).filter((key) => draft[key].trim() === "");
  const [lone] = missing;
  if (missing.length === 1 && lone && edited(lone)) problems[lone] = t("settings.tls_pair");
  const bad = draft.trusted_proxies
    .split(",")
    .map((one) => one.trim())
    .find((one) => one !== "" && !isNetwork(one));
  if (bad !== undefined && edited("trusted_proxies")) {
    problems.trusted_proxies = t("settings.trusted_proxies_wrong", { value: bad });
  }
  return problems;
}

/** An address, or a range of them: enough to find slips, while the house reads it for good. */
function isNetwork(text: string): boolean {
  const [, address = "", bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const v6 = address.includes(":");
  if (bits !== undefined && Number(bits) > (v6 ? 128 : 32)) return false;
  if (v6) return URL.canParse(`http://[${address}]`);
  const parts = address.split(".");
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256);
}

function portProblem(value: string): string | null {
  const text = value.trim();
  if (text === "") return null;
  const port = Number(text);
  return /^\d+$/.test(text) && port <= 65535 ? null : t("settings.port_wrong");
}

function isAddress(text: string, schemes: string[]): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (
    schemes.includes(url.protocol) && url.hostname !== "" && url.hash === "" && url.search === ""
  );
}
