import { describe, expect, it } from "vitest";
import { defaultSettings } from "../../platform/fake/settings.ts";
import type { SettingField, SettingKey, SettingsView } from "../../platform/types.ts";
import { changesOf, draftOf, fixedWords, problemsOf } from "./fields.ts";

const view = (given: Partial<Record<SettingKey, Partial<SettingField>>> = {}): SettingsView => ({
  restart_needed: false,
  fields: defaultSettings.map((field) => ({ ...field, ...given[field.key] })),
});

describe("a value from the environment", () => {
  const fixed = view({ guest_port: { value: "3100", source: "environment" } });

  it("is shown and says where it comes from", () => {
    expect(draftOf(fixed).guest_port).toBe("3100");
    const field = fixed.fields.find(({ key }) => key === "guest_port");
    expect(field && fixedWords(field)).toBe(
      "Set by CONFAB_GUEST_PORT in the environment. Change it there.",
    );
  });

  it("is never sent back, nor found wrong", () => {
    const draft = { ...draftOf(fixed), guest_port: "nonsense" };
    expect(changesOf(fixed, draft)).toEqual({});
    expect(problemsOf(fixed, draft).guest_port).toBeUndefined();
  });
});

describe("a secret", () => {
  const set = view({
    livekit_url: { value: "wss://meet.example.org", source: "file" },
    livekit_api_key: { value: "key", source: "file" },
    livekit_api_secret: { value: "set", source: "file" },
  });

  it("is never shown back", () => {
    expect(draftOf(set).livekit_api_secret).toBe("");
  });

  it("stays when nothing is typed, and is replaced by what is", () => {
    expect(changesOf(set, draftOf(set))).toEqual({});
    expect(problemsOf(set, draftOf(set))).toEqual({});
    expect(changesOf(set, { ...draftOf(set), livekit_api_secret: "new" })).toEqual({
      livekit_api_secret: "new",
    });
  });

  it("goes with the server that it belongs to", () => {
    expect(changesOf(set, { ...draftOf(set), livekit_url: "" })).toEqual({
      livekit_url: null,
      livekit_api_key: null,
      livekit_api_secret: null,
    });
  });
});

describe("what is edited", () => {
  it("is all that is sent; an emptied field goes back to its default", () => {
    const all = view({ frontend_url: { value: "https://meet.example.org", source: "file" } });
    expect(changesOf(all, { ...draftOf(all), name: " Robin ", frontend_url: "" })).toEqual({
      name: "Robin",
      frontend_url: null,
    });
  });

  it.each([
    ["name", "  ", /Type the name/],
    ["guest_port", "70000", /from 1 to 65535/],
    ["guest_port", "8000", /“API for programs” has this port/],
    ["frontend_url", "meet.example.org", /starts with http/],
    ["frontend_url", "ftp://meet.example.org", /starts with http/],
    ["livekit_url", "meet", /starts with wss/],
    ["trusted_proxies", "10.0.0.2, proxy", /“proxy” is no address/],
    ["trusted_proxies", "10.0.0.0/33", /no address and no range/],
    ["trusted_proxies", "300.0.0.1", /no address/],
  ] as const)("%s “%s” is answered with a sentence", (key, value, sentence) => {
    const all = view();
    expect(problemsOf(all, { ...draftOf(all), [key]: value })[key]).toMatch(sentence);
  });

  it("may name proxies by address and by range", () => {
    const all = view();
    const trusted_proxies = " 10.0.0.2, 192.168.7.0/24,fd00::/8, ::1 ";
    expect(problemsOf(all, { ...draftOf(all), trusted_proxies })).toEqual({});
  });

  it("names what a certificate of one's own lacks", () => {
    const all = view();
    const cert = { ...draftOf(all), tls_cert: "/etc/confab/cert.pem" };
    expect(Object.keys(problemsOf(all, cert))).toEqual(["tls_key"]);
    const key = { ...draftOf(all), tls_key: "/etc/confab/key.pem" };
    expect(Object.keys(problemsOf(all, key))).toEqual(["tls_cert"]);
    expect(problemsOf(all, { ...cert, tls_key: key.tls_key })).toEqual({});
  });

  it("may use port 0 as often as it likes", () => {
    const all = view();
    expect(problemsOf(all, { ...draftOf(all), guest_port: "0", api_port: "0" })).toEqual({});
  });

  it("may use one number for TCP and UDP", () => {
    const all = view();
    expect(problemsOf(all, { ...draftOf(all), rtc_udp_port: "7881" })).toEqual({});
  });

  it("names key and secret when a server of one's own lacks them", () => {
    const all = view();
    const problems = problemsOf(all, { ...draftOf(all), livekit_url: "wss://meet.example.org" });
    expect(Object.keys(problems)).toEqual(["livekit_api_key", "livekit_api_secret"]);
  });
});

describe("for how long things are kept", () => {
  it("is a whole number of days, or nothing", () => {
    const all = view();
    const wrong = (changed: Partial<Record<SettingKey, string>>) =>
      Object.keys(problemsOf(all, { ...draftOf(all), ...changed }));
    expect(wrong({ keep_chat: "0", keep_history: "30" })).toEqual([]);
    expect(wrong({ keep_chat: "", keep_history: "" })).toEqual([]);
    expect(wrong({ keep_chat: "a week", keep_history: "0" })).toEqual([
      "keep_chat",
      "keep_history",
    ]);
    expect(wrong({ keep_chat: "-1", keep_history: "99999" })).toEqual([
      "keep_chat",
      "keep_history",
    ]);
  });
});
