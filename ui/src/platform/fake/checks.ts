/** What the house in memory finds out about itself: all well, or each fault once. */
import type { Check } from "../../features/selfcheck/model.ts";

const good = (check: Check["check"], more: Partial<Check> = {}): Check => ({
  check,
  subject: null,
  state: "good",
  finding: "good",
  sentence: "It is as it should be.",
  remedy: null,
  figure: null,
  commands: [],
  ...more,
});

const helped = { sentence: "It is not as it should be.", remedy: "Do something about it." };
const wrong = (check: Check["check"], finding: string, more: Partial<Check> = {}): Check =>
  good(check, { state: "failed", finding, ...helped, ...more });

export const healthy: Check[] = [
  good("server"),
  good("database"),
  good("clock"),
  good("door", { subject: "http://localhost:8000", figure: 3 }),
  good("door", { subject: "http://localhost:3000", figure: 4 }),
  good("door", { subject: "ws://localhost:7880", figure: 2 }),
  good("media_udp", { figure: 7882 }),
  good("media_tcp", { figure: 7881 }),
  good("firewall", { state: "skipped", finding: "not_shared" }),
];

export const faulty: Check[] = [
  wrong("server", "away"),
  wrong("database", "failed"),
  wrong("clock", "set_back", { state: "warning" }),
  good("door", { subject: "http://localhost:8000", figure: 3 }),
  wrong("door", "shut", { subject: "guest" }),
  wrong("door", "no_signalling", { subject: "ws://localhost:7880" }),
  good("address", { subject: "https://192.168.1.7:3000", figure: 12 }),
  wrong("address", "expired", { subject: "https://[2001:db8:77:1200::aa17]:3000" }),
  wrong("media_udp", "deaf", { figure: 7882 }),
  wrong("media_tcp", "deaf", { figure: 7881 }),
  wrong("firewall", "active", {
    state: "warning",
    subject: "ufw",
    commands: [
      {
        firewall: "ufw",
        active: true,
        command:
          "sudo ufw allow 3000/tcp comment Confab && sudo ufw allow 7881/tcp comment Confab && sudo ufw allow 7882/udp comment Confab",
      },
    ],
  }),
];
