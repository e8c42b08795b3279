/**
 * As much of a W3C WebDriver client as the tests of WebKit's window and of Firefox need: over
 * `fetch`, no package.
 *
 * People find things by role and name, so do the tests. Waiting is done in the page, by an observer
 * that answers when the thing is there, with a limit.
 */
import { writeFile } from "node:fs/promises";
import type { Machine } from "../e2e/elsewhere/machines.ts";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

export interface Found {
  [ELEMENT]: string;
}

export interface Wanted {
  role: keyof typeof selectors;
  name?: string | RegExp;
  /** Only inside of this. */
  within?: Found;
}

const selectors = {
  button: "button,[role=button]",
  heading: "h1,h2,h3,[role=heading]",
  list: "ul,ol,[role=list]",
  listitem: "li,[role=listitem]",
  textbox: "input:not([type=password]),textarea,[role=textbox]",
  status: "[role=status],output",
  alert: "[role=alert]",
  dialog: "[role=dialog],dialog",
  alertdialog: "[role=alertdialog]",
  option: "[role=option]",
  article: "article",
  tab: "[role=tab]",
  menuitem: "[role=menuitem]",
  switch: "[role=switch]",
  img: "img,[role=img]",
  region: "section[aria-label],section[aria-labelledby],[role=region]",
  log: "[role=log]",
  group: "fieldset,[role=group]",
} as const;

/** Runs in the page: finds by role and accessible name, now or as soon as it is there (or gone). */
const SEEK = `
  const [selector, name, pattern, root, state, limit, done] = arguments;
  const gone = state === "gone";
  const words = (text) => (text ?? "").replace(/\\s+/g, " ").trim();
  const nameOf = (element) => {
    const by = element.getAttribute("aria-labelledby");
    if (by) return words(by.split(/\\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" "));
    const label = element.getAttribute("aria-label");
    if (label) return words(label);
    if (element.labels?.length) return words(element.labels[0].textContent);
    return words(element.textContent);
  };
  const fits = (element) =>
    (element.checkVisibility?.() ?? true) &&
    (state !== "usable" || !(element.disabled || element.ariaDisabled === "true")) &&
    (pattern !== null ? new RegExp(pattern, "u").test(nameOf(element)) : name === null || nameOf(element) === name);
  const find = () => [...(root ?? document).querySelectorAll(selector)].find(fits) ?? null;
  const look = () => (gone ? (find() ? null : true) : find());
  const now = look();
  if (now) return done(now);
  const end = (value) => { observer.disconnect(); clearTimeout(timer); done(value); };
  const observer = new MutationObserver(() => { const then = look(); if (then) end(then); });
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  const timer = setTimeout(() => end(look()), limit);
`;

/** Runs in the page: answers once it is drawn and nothing moves that ends by itself. */
const REST = `
  const [done] = arguments;
  const ends = (animation) => animation.effect?.getComputedTiming().endTime !== Infinity;
  const rest = () => Promise.allSettled(document.getAnimations().filter(ends).map((one) => one.finished));
  const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
  frame().then(rest).then(frame).then(frame).then(() => done(true));
`;

export class WebDriver {
  private constructor(
    private readonly base: string,
    private readonly session: string,
    private readonly machine?: Machine,
  ) {}

  /**
   * `wanted`: the browser's own capabilities, such as `webkitgtk:browserOptions`. `machine`: where the
   * driver listens, if not here.
   */
  static async begin(
    address: string,
    wanted: Record<string, unknown>,
    machine?: Machine,
  ): Promise<WebDriver> {
    const body = { capabilities: { alwaysMatch: wanted } };
    const url = `${address}/session`;
    const answer = await send<{ sessionId: string }>({ method: "POST", url, body }, machine);
    const driver = new WebDriver(address, answer.sessionId, machine);
    await driver.ask("POST", "timeouts", { script: 60_000, pageLoad: 60_000, implicit: 0 });
    return driver;
  }

  async visit(url: string): Promise<void> {
    await this.ask("POST", "url", { url });
  }

  /** Closes the browser. */
  async end(): Promise<void> {
    await send({ method: "DELETE", url: `${this.base}/session/${this.session}` }, this.machine);
  }

  private ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const url = `${this.base}/session/${this.session}/${path}`;
    return send<T>({ method, url, body }, this.machine);
  }

  async script<T>(script: string, ...args: unknown[]): Promise<T> {
    return this.ask("POST", "execute/sync", { script, args });
  }

  /** A script that answers by calling its last argument. */
  async scriptAsync<T>(script: string, ...args: unknown[]): Promise<T> {
    return this.ask("POST", "execute/async", { script, args });
  }

  private seek<T>(
    wanted: Wanted,
    state: "there" | "usable" | "gone",
    limit: number,
  ): Promise<T | null> {
    const { role, name, within } = wanted;
    const [exact, pattern] = name instanceof RegExp ? [null, name.source] : [name ?? null, null];
    const args = [selectors[role], exact, pattern, within ?? null, state, limit];
    return this.ask("POST", "execute/async", { script: SEEK, args });
  }

  async find(wanted: Wanted, limit = 20_000): Promise<Found> {
    return this.need(wanted, "there", limit);
  }

  private async need(wanted: Wanted, state: "there" | "usable", limit: number): Promise<Found> {
    const found = await this.seek<Found>(wanted, state, limit);
    if (!found) throw new Error(`no ${told(wanted)} is ${state} after ${limit} ms`);
    return found;
  }

  async gone(wanted: Wanted, limit = 20_000): Promise<void> {
    if (!(await this.seek(wanted, "gone", limit))) {
      throw new Error(`there still is a ${told(wanted)} after ${limit} ms`);
    }
  }

  async click(wanted: Wanted): Promise<void> {
    const found = await this.need(wanted, "usable", 20_000);
    await this.ask("POST", `element/${found[ELEMENT]}/click`, {});
  }

  /** Presses what is there for assistive technology only, such as the checkbox behind a drawn switch. */
  async press(wanted: Wanted): Promise<void> {
    await this.script("arguments[0].click()", await this.need(wanted, "usable", 20_000));
  }

  /** Replaces what is in a field. */
  async fill(wanted: Wanted, text: string): Promise<void> {
    const found = await this.find(wanted);
    await this.script("arguments[0].focus(); arguments[0].select()", found);
    await this.ask("POST", `element/${found[ELEMENT]}/value`, { text });
  }

  async text(found: Found): Promise<string> {
    return this.script("return arguments[0].textContent", found);
  }

  /** A picture of what is there once everything is drawn and has come to rest. */
  async screenshot(path: string): Promise<void> {
    await writeFile(path, await this.picture());
  }

  /** The same as a PNG. */
  async picture(): Promise<Buffer> {
    await this.ask("POST", "execute/async", { script: REST, args: [] });
    return Buffer.from(await this.ask<string>("GET", "screenshot"), "base64");
  }
}

const told = ({ role, name }: Wanted) => (name === undefined ? role : `${role} ${name}`);

interface Asked {
  method: string;
  url: string;
  body?: unknown;
}

/** Stands alone, since it may run on another machine. */
async function request({ method, url, body }: Asked): Promise<{ ok: boolean; value: unknown }> {
  const answer = await fetch(url, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    headers: { "content-type": "application/json" },
    signal: AbortSignal.timeout(90_000),
  });
  return { ok: answer.ok, value: ((await answer.json()) as { value: unknown }).value };
}

async function send<T>(asked: Asked, machine?: Machine): Promise<T> {
  const { ok, value } = await (machine?.run(request, asked) ?? request(asked));
  if (ok) return value as T;
  const { error, message } = value as { error?: string; message?: string };
  throw new Error(`WebDriver: ${error}: ${message}`);
}
