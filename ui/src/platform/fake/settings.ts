/** The settings of the house in memory. */
import type { SettingField, SettingKey } from "../types.ts";

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
  share: "CONFAB_SHARE",
  tls_cert: "CONFAB_TLS_CERT",
  tls_key: "CONFAB_TLS_KEY",
  trusted_proxies: "CONFAB_TRUSTED_PROXIES",
  keep_chat: "CONFAB_KEEP_CHAT",
  keep_history: "CONFAB_KEEP_HISTORY",
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
  { key: "share", value: null, source: "default" },
  { key: "tls_cert", value: null, source: "default" },
  { key: "tls_key", value: null, source: "default" },
  { key: "trusted_proxies", value: null, source: "default" },
  { key: "keep_chat", value: null, source: "default" },
  { key: "keep_history", value: null, source: "default" },
  { key: "appearance", value: "system", source: "default" },
];

export const defaultSettings = unnamed.map((field) => ({
  ...field,
  variable: variables[field.key] ?? null,
}));
