import { Buffer } from "node:buffer";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { crowd } from "./crowd.ts";
import type { Guest } from "./guest.ts";
import { House } from "./house.ts";
import { ChatOf } from "./panels.ts";
import { test as base, expect } from "./test.ts";

interface Encrypted {
  id: string;
  /** Without and with the key. */
  link: string;
  whole: string;
  key: string;
}

/** A house whose host door can be asked, as loud as it gets. */
const test = base.extend<{ secret: Encrypted }, { safe: House }>({
  safe: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      const house = await House.start({ CONFAB_LOG: "trace" }, undefined, true);
      await use(house);
      await house.stop();
    },
    { scope: "worker" },
  ],
  secret: async ({ safe }, use) => {
    const made = await safe.host("POST", "/meetings/encrypted", { title: "Board" });
    expect(made.status).toBe(200);
    const id: string = made.body.meeting_id;
    const told = await safe.host("GET", `/meetings/${id}/key`);
    const { key, meeting_link: whole } = told.body;
    expect(whole).toBe(`${made.body.meeting_link}#k=${key}`);
    await use({ id, key, whole, link: made.body.meeting_link });
  },
});

/** The key as it might turn up somewhere. */
function formsOf(key: string): Buffer[] {
  const raw = Buffer.from(key, "base64url");
  const hex = raw.toString("hex");
  const all = [key, raw.toString("base64").replace(/=+$/, ""), hex, hex.toUpperCase()];
  return [raw, ...all.map((form) => Buffer.from(form))];
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}

/** Everything that this page's origin is asked and answers, in bytes. */
function recorded(page: Page): { what: string; bytes: Promise<Buffer> }[] {
  const all: { what: string; bytes: Promise<Buffer> }[] = [];
  page.on("request", (request) => {
    const head = `${request.method()} ${request.url()} ${JSON.stringify(request.headers())}`;
    const body = request.postDataBuffer() ?? Buffer.alloc(0);
    all.push({
      what: `to ${request.url()}`,
      bytes: Promise.resolve(Buffer.concat([Buffer.from(head), body])),
    });
  });
  page.on("response", (response) => {
    // What the page made itself (`blob:`) was no answer of anybody.
    if (!response.url().startsWith("http")) return;
    // A stream has no end to wait for: `keepEvents` keeps what it tells.
    const endless = response.headers()["content-type"] === "text/event-stream";
    const body = endless
      ? Promise.resolve(Buffer.alloc(0))
      : response.body().catch(() => Buffer.alloc(0));
    const bytes = body.then((read) =>
      Buffer.concat([Buffer.from(JSON.stringify(response.headers())), read]),
    );
    all.push({ what: `from ${response.url()}`, bytes });
  });
  page.on("websocket", (socket) => {
    const note = ({ payload }: { payload: string | Buffer }) =>
      all.push({ what: `over ${socket.url()}`, bytes: Promise.resolve(Buffer.from(payload)) });
    all.push({ what: "a socket's address", bytes: Promise.resolve(Buffer.from(socket.url())) });
    socket.on("framesent", note).on("framereceived", note);
  });
  return all;
}

/** An answer that does not end is named, and no reason to wait. */
const read = (what: string, bytes: Promise<Buffer>): Promise<Buffer> => {
  let timer: ReturnType<typeof setTimeout>;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} does not end`)), 5_000);
  });
  return Promise.race([bytes, limit]).finally(() => clearTimeout(timer));
};

/** Runs in the page: what the event streams tell stays readable for the test. */
function keepEvents() {
  const told: string[] = [];
  Object.assign(window, { eventsOfTest: told });
  const real = window.fetch;
  window.fetch = async (...asked) => {
    const answer = await real(...asked);
    if (!String(asked[0]).endsWith("/events") || !answer.body) return answer;
    const [ours, theirs] = answer.body.tee();
    const reader = ours.pipeThrough(new TextDecoderStream()).getReader();
    void (async () => {
      for (let read = await reader.read(); !read.done; read = await reader.read()) {
        told.push(read.value);
      }
    })().catch(() => undefined);
    return new Response(theirs, { status: answer.status, headers: answer.headers });
  };
}

const eventsTold = (guest: Guest) =>
  guest.page.evaluate(() => {
    const { eventsOfTest } = window as unknown as { eventsOfTest: string[] };
    return eventsOfTest.join("");
  });

const protection = (guest: Guest, name: string) => guest.tile(name).locator(".plate .protection");

/** Sound that was decoded, of this page's remote tracks: what does not decrypt is not. */
const audible = (guest: Guest) =>
  guest.page.evaluate(async () => {
    const { connectionsOfTest } = window as unknown as { connectionsOfTest: RTCPeerConnection[] };
    let energy = 0;
    for (const connection of connectionsOfTest) {
      for (const report of (await connection.getStats()).values()) {
        if (report.type === "inbound-rtp" && report.kind === "audio") {
          energy += report.totalAudioEnergy ?? 0;
        }
      }
    }
    return energy;
  });

test("two with the key see, hear and read each other; without it there is a sentence, and nothing anywhere holds the key", async ({
  safe,
  secret,
  open,
}) => {
  test.slow(true, "four browsers after one another, and everything that was written is read");
  const [ann, bob] = [await open({ before: keepEvents }), await open({ before: keepEvents })];
  const seen = [recorded(ann.page), recorded(bob.page)];
  await ann.join(secret.whole, "Ann");
  await bob.join(secret.whole, "Bob");
  await ann.expectMoving(ann.tile("Bob"), "Ann sees Bob");
  await bob.expectMoving(bob.tile("Ann"), "Bob sees Ann");
  await ann.expectHearing();
  await bob.expectHearing();
  for (const guest of [ann, bob]) {
    for (const name of ["Ann", "Bob"]) {
      await expect(protection(guest, name)).toHaveAttribute("data-protection", "sealed");
    }
  }
  await expect(ann.page.locator(".bar-about")).toContainText("End-to-end encrypted");

  const [anns, bobs] = [new ChatOf(ann), new ChatOf(bob)];
  await anns.open();
  await bobs.open();
  await test.step("chat and files", async () => {
    await anns.say("The harbour at nine");
    await expect(anns.message("harbour")).toContainText("Sent");
    await expect(bobs.message("harbour")).toBeVisible();
    await bobs.message("harbour").hover();
    await bobs.message("harbour").getByRole("button", { name: "Reply" }).click();
    await bobs.say("I will be there");
    await expect(anns.message("I will be there").locator("button.quote")).toContainText("harbour");
    const chooser = ann.page.locator(".composer input[type=file]");
    await chooser.setInputFiles({
      name: "harbour plan.txt",
      mimeType: "text/plain",
      buffer: Buffer.from("pier seven"),
    });
    const [download] = await Promise.all([
      bob.page.waitForEvent("download"),
      bob.page.getByRole("button", { name: "Download harbour plan.txt" }).click(),
    ]);
    expect(readFileSync(await download.path(), "utf8")).toBe("pier seven");
    const png = await ann.page.evaluate(async () => {
      const canvas = document.createElement("canvas");
      canvas.width = 1_600;
      canvas.height = 900;
      return canvas.toDataURL("image/png").split(",")[1] ?? "";
    });
    await chooser.setInputFiles({
      name: "pier.png",
      mimeType: "image/png",
      buffer: Buffer.from(png, "base64"),
    });
    for (const guest of [ann, bob]) {
      await expect(guest.page.getByRole("img", { name: "Preview of pier.png" })).toBeVisible();
    }
  });

  await test.step("who comes later reads along, and a reload needs no new link", async () => {
    const cy = await open();
    await cy.join(secret.whole, "Cy");
    const cys = new ChatOf(cy);
    await cys.open();
    await expect(cys.message("harbour at nine")).toBeVisible();
    await expect(cys.message("I will be there").locator("button.quote")).toContainText("harbour");
    expect(cy.page.url()).toBe(secret.whole);
    await cy.page.reload();
    await expect(cy.name).toBeVisible();
    await cy.close();
  });

  await test.step("without the key, or with another one, nobody comes in", async () => {
    const di = await open();
    await di.visit(secret.link);
    await expect(di.heading("Your link is incomplete")).toBeVisible();
    await expect(di.name).toHaveCount(0);
    await expect(di.page.locator("video")).toHaveCount(0);
    const link = di.page.getByRole("textbox", { name: "Whole meeting link" });
    await link.fill(secret.link);
    await di.button("Continue").click();
    await expect(di.page.getByText("There is no key in that")).toBeVisible();
    const other = Buffer.alloc(32, 7).toString("base64url");
    await link.fill(`${secret.link}#k=${other}`);
    await di.button("Continue").click();
    await expect(di.heading("Your link does not fit this meeting")).toBeVisible();
    await link.fill(secret.whole);
    await di.button("Continue").click();
    await di.enter("Di");
    await di.expectMoving(di.tile("Ann"));
    expect(di.errors).toEqual([]);
    await di.close();
  });

  await test.step("what the app keeps, writes and answers holds neither key nor words", async () => {
    const forms = formsOf(secret.key);
    const words = ["harbour", "pier seven", "pier.png", "I will be there"].map((one) =>
      Buffer.from(one),
    );
    const clean = (what: string, bytes: Buffer, also: Buffer[] = []) => {
      for (const form of [...forms, ...also]) {
        expect(bytes.includes(form), `${what} holds ${form.toString("latin1")}`).toBe(false);
      }
    };
    const own = join(safe.folder, "e2ee", secret.id);
    const files = filesIn(safe.folder).filter((path) => path !== own);
    expect(files.length).toBeGreaterThan(4);
    expect(files.some((path) => path.endsWith(".db"))).toBe(true);
    expect(files.some((path) => path.includes("logs"))).toBe(true);
    for (const path of files) clean(path, readFileSync(path), words);
    expect(readFileSync(own, "utf8")).toBe(secret.key);
    expect(safe.log()).toContain("DEBUG");
    clean("the log", Buffer.from(safe.log()), words);
    for (const guest of [ann, bob]) {
      const events = await eventsTold(guest);
      expect(events).toContain("chat_message");
      clean("an event stream", Buffer.from(events), words);
    }
    for (const all of seen) {
      expect(all.length).toBeGreaterThan(50);
      // The page's own sources say neither.
      for (const { what, bytes } of all) clean(what, await read(what, bytes), words);
    }
    for (const path of [
      "",
      `/${secret.id}/info`,
      `/${secret.id}/chat`,
      `/${secret.id}/participants`,
    ]) {
      const answer = await fetch(`${safe.ready.api}/meetings${path}`);
      clean(path, Buffer.from(await answer.arrayBuffer()), words);
    }
    const refused = await fetch(`${safe.ready.api}/meetings/${secret.id}/key`);
    expect(refused.status).toBe(404);
    clean("the local door's refusal", Buffer.from(await refused.arrayBuffer()));
  });
  expect(ann.errors, "Ann's console").toEqual([]);
  expect(bob.errors, "Bob's console").toEqual([]);
});

test("who sends without the key is marked, and neither seen nor heard unless asked for", async ({
  secret,
  open,
}) => {
  const ann = await open();
  await ann.join(secret.whole, "Ann");
  const outside = await open();
  await crowd(outside, { id: secret.id, link: secret.link }, [{ name: "Mallory" }]);
  const tile = ann.tile("Mallory");
  await expect(protection(ann, "Mallory")).toHaveAttribute("data-protection", "open");
  await expect(tile).toContainText("Not encrypted");
  await expect(tile).toContainText("Mallory sends without encryption");
  await expect(tile.locator("video")).toHaveCount(0);

  await test.step("shown when asked for, marked all the same, and hidden again", async () => {
    await ann.button("Show Mallory anyway").click();
    await ann.expectMoving(tile, "what Mallory sends is seen");
    await expect(tile).toContainText("Not encrypted");
    await tile.hover();
    await tile.getByRole("button", { name: "Mallory" }).click();
    await ann.page.getByRole("menuitem", { name: "Hide what is not encrypted" }).click();
    await expect(tile.locator("video")).toHaveCount(0);
  });

  await test.step("Mallory sees nothing of Ann", async () => {
    const seen = await outside.page.evaluate(async () => {
      const { connectionsOfTest } = window as unknown as {
        connectionsOfTest: RTCPeerConnection[];
      };
      let frames = 0;
      for (const connection of connectionsOfTest) {
        for (const report of (await connection.getStats()).values()) {
          if (report.type === "inbound-rtp" && report.kind === "video") {
            frames += report.framesDecoded ?? 0;
          }
        }
      }
      return frames;
    });
    expect(seen).toBe(0);
  });
  expect(ann.errors, "Ann's console").toEqual([]);
});

test("who sends with another key is marked, and who has it is told", async ({
  safe,
  secret,
  open,
}) => {
  const ann = await open();
  await ann.join(secret.whole, "Ann");
  const bob = await open();
  // The app has lost the key, by which the page would know: another one gets as far as the call.
  rmSync(join(safe.folder, "e2ee", secret.id));
  expect((await safe.host("GET", `/meetings/${secret.id}/key`)).status).toBe(404);
  const other = Buffer.alloc(32, 7).toString("base64url");
  await bob.join(`${secret.link}#k=${other}`, "Bob");
  await expect(protection(ann, "Bob")).toHaveAttribute("data-protection", "foreign");
  await expect(ann.tile("Bob")).toContainText("Bob uses another key");
  await expect(bob.page.getByText("your link’s key is not theirs")).toBeVisible();
  expect(await audible(ann)).toBe(0);
  const [anns, bobs] = [new ChatOf(ann), new ChatOf(bob)];
  await anns.open();
  await bobs.open();
  await anns.say("For those who have the key");
  await expect(bob.page.getByText("This message can’t be decrypted")).toBeVisible();
  await expect(bob.page.getByText("For those who")).toHaveCount(0);
});

test("nothing is connected before the click, and the budget of other meetings is left alone", async ({
  safe,
  secret,
  open,
}) => {
  const ann = await open();
  const asked: string[] = [];
  ann.page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await ann.visit(secret.whole);
  await expect(ann.button("Camera")).toHaveAttribute("aria-pressed", "true");
  await ann.name.fill("Ann");
  await ann.button("Join").hover();
  await expect.poll(() => asked.some((path) => /\/Call-.*\.js$/.test(path))).toBe(true);
  expect(asked.filter((path) => path.endsWith("/warm"))).toEqual([]);
  await ann.enter("Ann");

  const bob = await open();
  const plain = await safe.create();
  const others: string[] = [];
  bob.page.on("request", (request) => others.push(new URL(request.url()).pathname));
  await bob.join(plain.link, "Bob");
  expect(others.filter((path) => /e2ee|Sealed|InCall|\/cover-|\/seal-/.test(path))).toEqual([]);
});

test("calls come back encrypted after the server was killed", async ({ safe, secret, open }) => {
  const [ann, bob] = [await open(), await open()];
  await ann.join(secret.whole, "Ann");
  await bob.join(secret.whole, "Bob");
  await ann.expectMoving(ann.tile("Bob"));
  const before = await ann.picture(ann.tile("Bob"));
  process.kill(safe.enginePid() ?? 0, "SIGKILL");
  await expect
    .poll(async () => (await ann.picture(ann.tile("Bob"))).track, { timeout: 28_000 })
    .not.toBe(before.track);
  await ann.expectMoving(ann.tile("Bob"), "Bob is seen again");
  await bob.expectMoving(bob.tile("Ann"), "Ann is seen again");
  await ann.expectHearing();
  await expect(protection(ann, "Bob")).toHaveAttribute("data-protection", "sealed");
});
