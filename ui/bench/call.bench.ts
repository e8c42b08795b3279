/**
 * `cargo xtask bench call`: from the click on Join to the first picture of somebody else, beside a
 * bare livekit-client page in the same run; what the page costs until then; what watching costs.
 * Every visit is a Chromium process with a cold profile; the two pages take turns.
 */
import { rmSync } from "node:fs";
import { test } from "@playwright/test";
import { House } from "../e2e/house.ts";
import { BarePage } from "./bare.ts";
import { kilobytes, median, quantile, say, spread } from "./figures.ts";
import { Publishers } from "./publishers.ts";
import { Browser, type Visited, visit } from "./visit.ts";

const runs = Number(process.env.BENCH_RUNS || 10);
/** How long somebody types their name, in milliseconds. */
const typing = 2_000;

let bare: BarePage;
let house: House;

test.beforeAll(async () => {
  bare = await BarePage.serve();
  house = await House.start({ FRONTEND_URL: bare.origin });
});

test.afterAll(async () => {
  await house?.stop();
  await bare?.close();
});

const ours = (meeting: string) => `${house.ready.guests}/meeting/${meeting}`;

async function join(meeting: string, name: string) {
  const answer = await fetch(`${house.ready.api}/meetings/${meeting}/join`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ user_name: name, data: false }),
  });
  const { token, livekit_url } = await answer.json();
  return { token, url: livekit_url };
}

async function meetingWith(count: number, publishers: Publishers): Promise<string> {
  const { id } = await house.create();
  for (let number = 1; number <= count; number += 1) {
    const { token, url } = await join(id, `Publisher ${number}`);
    await publishers.publish(url, token, { width: 640, height: 360, fps: 15 });
  }
  return id;
}

async function once(link: string, wait: number | null): Promise<Visited> {
  const browser = await Browser.open(link.startsWith(house.ready.guests));
  try {
    return await visit(browser, { link, name: "Ann", typing: wait });
  } finally {
    await browser.close();
  }
}

const linkToFrame = ({ moments }: Visited) => moments.frame ?? 0;
const toFrame = ({ moments }: Visited) => (moments.frame ?? 0) - (moments.click ?? 0);
const toName = ({ moments }: Visited) => moments.usable ?? 0;
const toClick = ({ moments }: Visited) => moments.click ?? 0;

/** Our page and the bare one take turns; what came of each visit. */
async function inTurns(meeting: string): Promise<{ our: Visited[]; its: Visited[] }> {
  const our: Visited[] = [];
  const its: Visited[] = [];
  for (let run = 0; run < runs; run += 1) {
    our.push(await once(ours(meeting), typing));
    its.push(await once(bare.link(house.ready.api, meeting), typing));
  }
  return { our, its };
}

function compare(who: string, our: Visited[], its: Visited[]) {
  const [quick, slow] = [our.map(toFrame), its.map(toFrame)];
  const share = (of: (values: number[]) => number) => (of(quick) / of(slow)).toFixed(2);
  const p95 = (values: number[]) => quantile(values, 0.95);
  say();
  say(`Click on Join → first picture of somebody else, ${who} inside, cold profile`);
  say(`  our page        ${spread(quick, "ms")}`);
  say(`  bare page       ${spread(slow, "ms")}`);
  say(`  ours / bare     ${share(median)} × median (aim 0.50), ${share(p95)} × p95 (aim 0.70)`);
}

test("joining somebody in a browser", async () => {
  const { id } = await house.create();
  const inside = await Browser.open(true);
  await inside.sends({ width: 640, height: 360, frameRate: 15 });
  await visit(inside, { link: ours(id), name: "Host", typing, alone: true });
  const { our, its } = await inTurns(id);
  await inside.close();
  compare("somebody in a Chromium", our, its);
});

test("joining", async () => {
  const publishers = await Publishers.start();
  const meeting = await meetingWith(1, publishers);
  const { our, its } = await inTurns(meeting);
  const eager: Visited[] = [];
  for (let run = 0; run < runs; run += 1) eager.push(await once(ours(meeting), null));
  // The same browser once more: what it keeps of the first visit.
  const first = await Browser.open(true);
  await visit(first, { link: ours(meeting), name: "Ann", typing });
  await first.context.close();
  const again = await Browser.open(true, first.profile);
  const warm = await visit(again, { link: ours(meeting), name: "Ann", typing });
  await again.close();
  await first.close();
  publishers.stop();

  compare("a headless publisher", our, its);
  say(`  ours, Enter as soon as the page takes it   ${spread(eager.map(toFrame), "ms")}`);
  say("Opening → the name field takes what is typed");
  say(`  our page        ${spread([...our, ...eager].map(toName), "ms")}`);
  say(`  bare page       ${spread(its.map(toName), "ms")}`);
  say("Opening → Join accepted: the name put in and Enter pressed as soon as the page takes it");
  say(`  our page        ${spread(eager.map(toClick), "ms")} (aim 500)`);
  for (const [what, visited] of [
    ["cold", our[0]],
    ["warm", warm],
  ] as const) {
    if (!visited) continue;
    const [name, all] = [visited.toName, visited.inAll];
    say(`What our page costs, ${what}`);
    say(`  to the name     ${kilobytes(name.bytes)} in ${name.requests} requests (aim 120 KB, 6)`);
    say(`  to the picture  ${kilobytes(all.bytes)} in ${all.requests} requests (aim 240 KB)`);
    if (process.env.BENCH_PATHS) for (const path of visited.paths) say(`    ${path}`);
  }
});

/** A profile that has been to this page before, and joined. */
async function returning(link: string): Promise<string> {
  const own = link.startsWith(house.ready.guests);
  const first = await Browser.open(own);
  await visit(first, { link, name: "Ann", typing });
  await first.leave();
  return first.profile;
}

test("joining at once", async () => {
  const publishers = await Publishers.start();
  const meeting = await meetingWith(1, publishers);
  const links = [ours(meeting), bare.link(house.ready.api, meeting)] as const;
  const profiles = [await returning(links[0]), await returning(links[1])] as const;
  for (const kind of ["cold", "warm"] as const) {
    const took: [Visited[], Visited[]] = [[], []];
    for (let run = 0; run < runs; run += 1) {
      for (const side of run % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
        const profile = kind === "warm" ? profiles[side] : undefined;
        const browser = await Browser.open(side === 0, profile);
        const name = kind === "warm" && side === 0 ? "" : "Ann";
        took[side].push(await visit(browser, { link: links[side], name, typing: null }));
        await (profile ? browser.leave() : browser.close());
      }
    }
    const [our, its] = took;
    say();
    say(`Link → first picture, Join pressed as soon as the page takes it, ${kind} profile`);
    for (const [page, visited] of [
      ["our page ", our],
      ["bare page", its],
    ] as const) {
      say(`  ${page}       ${spread(visited.map(linkToFrame), "ms")}`);
      const at = (what: (visited: Visited) => number) => median(visited.map(what)).toFixed(0);
      say(`    name field usable at ${at(toName)} ms, Join pressed at ${at(toClick)} ms`);
    }
    const share = (median(our.map(linkToFrame)) / median(its.map(linkToFrame))).toFixed(2);
    say(`  ours / bare     ${share} × median (aim 1.00)`);
  }
  for (const profile of profiles) rmSync(profile, { recursive: true, force: true });
  publishers.stop();
});

test("watching", async () => {
  const count = 8;
  const seconds = 15;
  const publishers = await Publishers.start();
  const meeting = await meetingWith(count, publishers);
  const browser = await Browser.open(true);
  await visit(browser, { link: ours(meeting), name: "Ann", typing });
  const page = browser.page();
  await page.waitForFunction(
    (all) => [...document.querySelectorAll("video")].filter((v) => v.videoWidth > 0).length >= all,
    count,
  );
  await page.waitForTimeout(5_000);
  const shares: number[] = [];
  for (let part = 0; part < 3; part += 1) {
    const before = browser.cpu();
    await page.waitForTimeout((seconds / 3) * 1_000);
    shares.push(((browser.cpu() - before) / (seconds / 3)) * 100);
  }
  await browser.close();
  publishers.stop();
  say();
  say(`CPU of one Chromium that watches ${count} publishers at 360p, all its processes`);
  say(`  our page        ${spread(shares, "% of a core")}`);
});
