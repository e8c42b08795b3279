/** The connection doctor of the guest page: each fault by its name. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Page } from "@playwright/test";
import type { Guest } from "./guest.ts";
import { House } from "./house.ts";
import { expect, test } from "./test.ts";

const server = () =>
  process.env.CONFAB_LIVEKIT_SERVER ||
  resolve(import.meta.dirname, "../../target/livekit/livekit-server");

/** The real server with another word in its configuration, as a program that Confab may start. */
function serverTold(sed: string): { path: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "confab-server-"));
  const path = join(folder, "livekit-server");
  writeFileSync(
    path,
    `#!/bin/sh\nLIVEKIT_CONFIG=$(printf %s "$LIVEKIT_CONFIG" | sed '${sed}')\nexport LIVEKIT_CONFIG\nexec '${server()}' "$@"\n`,
  );
  chmodSync(path, 0o755);
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const row = (page: Page, name: string) => page.locator(`[data-check="${name}"]`);

async function finds(page: Page, name: string, state: string, finding: string, words?: RegExp) {
  await expect(row(page, name)).toHaveAttribute("data-state", state, { timeout: 60_000 });
  await expect(row(page, name)).toHaveAttribute("data-finding", finding);
  if (words) await expect(row(page, name)).toContainText(words);
}

/** From the page before joining, the way people go. */
async function check(guest: Guest, link: string) {
  await guest.visit(link);
  await guest.button("Check my connection").click();
  await expect(guest.heading("Check my connection")).toBeFocused();
}

test("a healthy connection is found healthy, with figures, and no STUN server is asked", async ({
  house,
  meeting,
  open,
}) => {
  const guest = await open({
    before: () => {
      const asked: unknown[] = [];
      Object.assign(window, { iceOfTest: asked });
      const Real = window.RTCPeerConnection;
      window.RTCPeerConnection = class extends Real {
        constructor(configuration?: RTCConfiguration) {
          super(configuration);
          asked.push(configuration?.iceServers ?? "unset");
        }
        override setConfiguration(configuration?: RTCConfiguration) {
          super.setConfiguration(configuration);
          asked.push(configuration?.iceServers ?? "unset");
        }
      };
    },
  });
  await check(guest, meeting.link);
  const { page } = guest;
  // How fast a loaded computer sends is not what is tested here.
  await expect(page.locator("[data-verdict]")).toHaveAttribute("data-verdict", /good|warning/, {
    timeout: 60_000,
  });
  await finds(page, "secure", "good", "good");
  await finds(page, "api", "good", "good", /answered after \d+ ms/);
  await finds(page, "signal", "good", "good", /opened after \d+ ms/);
  await finds(page, "udp", "good", "good", /\d+ ms there and back, [\d.]+% lost, [\d.]+ Mbit\/s/);
  await finds(page, "tcp", "good", "good", /\d+ ms there and back, [\d.]+ Mbit\/s/);
  await finds(page, "turn", "skipped", "none", /None is set up/);
  await expect(row(page, "speed")).toContainText(/[\d.]+ Mbit\/s/);
  await finds(page, "clock", "good", "good", /agrees with the host’s to [\d.]+ s/);
  await finds(page, "camera", "good", "good", /\d+ × \d+/);
  await finds(page, "microphone", "good", "good");
  await finds(page, "speaker", "good", "good");
  const ice = await page.evaluate(() => (window as unknown as { iceOfTest: unknown[] }).iceOfTest);
  expect(ice.length).toBeGreaterThanOrEqual(4);
  expect(ice.filter((servers) => !Array.isArray(servers) || servers.length > 0)).toEqual([]);
  expect(guest.errors).toEqual([]);
  expect(await house.people(meeting)).toEqual([]);

  await guest.button("Back").click();
  await expect(guest.name).toBeFocused();
  await guest.enter("Ann");
});

test("blocked UDP is named, and calls go over TCP", async ({ open }) => {
  const told = serverTold('s/"udp_port"/"force_tcp":true,"udp_port"/');
  const house = await House.start({ CONFAB_LIVEKIT_SERVER: told.path });
  try {
    const guest = await open();
    await check(guest, (await house.create()).link);
    const { page } = guest;
    await finds(page, "tcp", "good", "carries", /Calls go over TCP.*\d+ ms/);
    await finds(page, "udp", "warning", "blocked", /UDP is blocked.*let UDP \d+ through/);
    await expect(row(page, "speed")).toContainText(/[\d.]+ Mbit\/s/);
    await expect(page.getByText("You can join. Some things could be better.")).toBeVisible();
    await guest.button("Back").click();
    await guest.enter("Ann");
    await guest.controls.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Connection details" }).click();
    await expect(page.getByText("Media goes over TCP")).toBeVisible();
  } finally {
    await house.stop();
    told.remove();
  }
});

test("blocked TCP is named, and UDP is found well", async ({ open }) => {
  const told = serverTold('s/"tcp_port":[0-9]*/"tcp_port":0/');
  const house = await House.start({ CONFAB_LIVEKIT_SERVER: told.path });
  try {
    const guest = await open();
    await check(guest, (await house.create()).link);
    const { page } = guest;
    await finds(page, "tcp", "warning", "blocked", /TCP is blocked.*let TCP \d+ through/);
    await finds(page, "udp", "good", "good");
  } finally {
    await house.stop();
    told.remove();
  }
});

test("a stopped meeting server is named, and a stopped Confab too", async ({ open }) => {
  const folder = mkdtempSync(join(tmpdir(), "confab-server-"));
  const path = join(folder, "livekit-server");
  const flag = join(folder, "allowed");
  writeFileSync(flag, "");
  writeFileSync(path, `#!/bin/sh\n[ -e '${flag}' ] || exit 1\nexec '${server()}' "$@"\n`);
  chmodSync(path, 0o755);
  const house = await House.start({ CONFAB_LIVEKIT_SERVER: path });
  try {
    const guest = await open();
    const { page } = guest;
    const meeting = await house.create();
    await guest.visit(meeting.link);
    await expect(guest.button("Camera")).toHaveAttribute("aria-pressed", "true");
    rmSync(flag);
    process.kill(house.enginePid() ?? 0, "SIGKILL");
    await guest.button("Check my connection").click();
    await finds(
      page,
      "signal",
      "failed",
      "server_away",
      /meeting server behind Confab is not running/,
    );
    await finds(page, "api", "good", "good");
    await finds(page, "udp", "skipped", "skipped");
    await expect(page.getByText("Something is in the way.")).toBeVisible();
    await house.crash();
    await guest.button("Check again").click();
    await finds(page, "api", "failed", "unreachable", /Confab does not answer/);
    await finds(page, "signal", "skipped", "skipped");
  } finally {
    await house.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

test("a missing camera and a wrong clock are named", async ({ meeting, open }) => {
  const guest = await open({ cameras: 0 });
  await guest.page.clock.setSystemTime(Date.now() - 3 * 60 * 1000);
  await check(guest, meeting.link);
  await finds(guest.page, "camera", "failed", "missing", /No camera was found/);
  await finds(guest.page, "clock", "warning", "behind", /180 s behind/);
  await finds(guest.page, "microphone", "good", "good");
  await guest.page.clock.setSystemTime(Date.now() + 24 * 3600 * 1000);
  await expect(guest.button("Check again")).toHaveAttribute("aria-disabled", "false", {
    timeout: 60_000,
  });
  await guest.button("Check again").click();
  await finds(guest.page, "clock", "failed", "ahead", /86,\d+ s ahead/);
});

test("a denied microphone is named, with the place where it is allowed", async ({
  meeting,
  open,
}) => {
  const guest = await open({ permission: "deny" });
  await check(guest, meeting.link);
  await finds(guest.page, "microphone", "failed", "denied", /icon beside the address/);
  await finds(guest.page, "camera", "failed", "denied");
});

test("a blocked WebSocket is told apart from a server that is away", async ({ meeting, open }) => {
  const guest = await open({
    before: () => {
      const Real = window.WebSocket;
      window.WebSocket = class extends Real {
        constructor() {
          super("ws://localhost:1/");
        }
      };
    },
  });
  await check(guest, meeting.link);
  await finds(guest.page, "signal", "failed", "blocked", /WebSocket/);
  await finds(guest.page, "udp", "skipped", "skipped");
});

test("the report can be copied and holds no secret", async ({ meeting, open }) => {
  const guest = await open();
  await guest.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const tokens: string[] = [];
  guest.page.on("response", async (response) => {
    if (!new URL(response.url()).pathname.endsWith("/doctor")) return;
    const { trial } = await response.json();
    tokens.push(trial.sender, trial.receiver);
  });
  await check(guest, meeting.link);
  await expect(guest.button("Copy report")).toHaveAttribute("aria-disabled", "false", {
    timeout: 60_000,
  });
  await guest.button("Copy report").click();
  await expect(guest.page.getByText("It holds no secrets")).toBeVisible();
  const text = await guest.page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain("Sound and picture over UDP: Good.");
  expect(tokens.length).toBeGreaterThan(0);
  for (const secret of [...tokens, "eyJ", meeting.id]) expect(text).not.toContain(secret);
});

test("in a call the doctor is in the menu, and the call goes on", async ({ meeting, open }) => {
  const guest = await open();
  await guest.join(meeting.link, "Ann");
  await guest.controls.getByRole("button", { name: "More" }).click();
  await guest.page.getByRole("menuitem", { name: "Check my connection" }).click();
  await finds(guest.page, "udp", "good", "good");
  await finds(guest.page, "camera", "good", "good");
  await guest.page.keyboard.press("Escape");
  await guest.expectMoving(guest.tile("Ann"));
  expect(guest.errors).toEqual([]);
});

test("after a lost connection the doctor is one press away, and at the door too", async ({
  house,
  open,
}) => {
  const guest = await open();
  await guest.visit(`${house.ready.guests}/#check`);
  await finds(guest.page, "api", "good", "good");
  await guest.button("Back").click();
  await expect(guest.heading("Join a meeting")).toBeVisible();
});
