import { describe, expect, it } from "vitest";
import { fromLetters, toLetters } from "./bytes.ts";
import { Keyring, keyLength, overhead, Unreadable } from "./keyring.ts";

const meeting = "abc-defg-hij";
const letters = toLetters(Uint8Array.from({ length: keyLength }, (_, at) => at));

async function keyring(of = meeting, key = letters): Promise<Keyring> {
  const made = await Keyring.of(of, key);
  if (!made) throw new Error("no key");
  return made;
}

const ann = { sender: "ann_0a1b2c3d" };

describe("letters", () => {
  it("stand for any bytes, and nothing else is taken for them", () => {
    for (const length of [0, 1, 2, 3, 32, 20_000]) {
      const bytes = Uint8Array.from({ length }, (_, at) => (at * 7 + length) % 256);
      expect(fromLetters(toLetters(bytes))).toEqual(bytes);
    }
    for (const bad of ["a", "ab=", "a b", "+/", "é", "abcde"]) expect(fromLetters(bad)).toBeNull();
  });
});

describe("a meeting's key", () => {
  it("is 32 bytes, neither more nor fewer", async () => {
    for (const length of [0, 16, 31, 33]) {
      expect(await Keyring.of(meeting, toLetters(new Uint8Array(length)))).toBeNull();
    }
    expect(await Keyring.of(meeting, `${letters}!`)).toBeNull();
    expect(await Keyring.of(meeting, letters)).not.toBeNull();
  });

  it("is known by the same value as in the app", async () => {
    // The same key and value stand in confab-core/src/e2ee/key.rs.
    expect(await (await keyring()).check()).toBe("-KLCH9majrw");
  });

  it("has another value and other media keys in another meeting, and with another key", async () => {
    const other = toLetters(new Uint8Array(keyLength).fill(7));
    const all = [await keyring(), await keyring("xyz-defg-hij"), await keyring(meeting, other)];
    expect(new Set(await Promise.all(all.map((one) => one.check()))).size).toBe(3);
    const media = await Promise.all(all.map(async (one) => toLetters(await one.media())));
    expect(new Set([...media, letters]).size).toBe(4);
  });
});

describe("what is sealed", () => {
  it("opens where it was sealed for, whatever it says and however long it is", async () => {
    const keys = await keyring();
    for (const text of [
      "",
      "Hello",
      "é 🎉 漢字",
      "x".repeat(4_000),
      "🎉".repeat(2_000),
      "漢".repeat(4_000),
    ]) {
      const sealed = await keys.sealText("text", text, ann);
      expect(sealed).toMatch(/^e1\.[A-Za-z0-9_-]+$/);
      expect(await keys.openText("text", sealed, ann)).toBe(text);
    }
  });

  it("fits into what the app takes, at the longest", async () => {
    const keys = await keyring();
    // confab-core/src/e2ee/sealed.rs: TEXT_LIMIT and NAME_LIMIT.
    expect((await keys.sealText("text", "漢".repeat(4_000), ann)).length).toBeLessThanOrEqual(
      22_000,
    );
    expect((await keys.sealText("name", "漢".repeat(200), ann)).length).toBeLessThanOrEqual(1_200);
    const bytes = await keys.seal("file", new Uint8Array(1_000), ann);
    expect(bytes.length).toBe(1_000 + overhead);
    expect(overhead).toBe(29);
  });

  it("never looks the same twice", async () => {
    const keys = await keyring();
    const sealed = await Promise.all(
      Array.from({ length: 50 }, () => keys.sealText("text", "the same", ann)),
    );
    expect(new Set(sealed).size).toBe(50);
    expect(new Set(sealed.map((one) => one.slice(3, 19))).size).toBe(50);
  });

  it("opens for no other sender, meeting, purpose, place or key", async () => {
    const keys = await keyring();
    const sealed = await keys.sealText("text", "Yes", { ...ann, with: 7 });
    const other = await keyring(meeting, toLetters(new Uint8Array(keyLength).fill(9)));
    const elsewhere = await keyring("xyz-defg-hij");
    const wrong = [
      () => keys.openText("text", sealed, { sender: "bob_0a1b2c3d", with: 7 }),
      () => keys.openText("text", sealed, { sender: "", with: 7 }),
      () => keys.openText("text", sealed, { ...ann, with: 8 }),
      () => keys.openText("text", sealed, { ...ann, with: "7" }),
      () => keys.openText("text", sealed, ann),
      () => keys.openText("name", sealed, { ...ann, with: 7 }),
      () => elsewhere.openText("text", sealed, { ...ann, with: 7 }),
      () => other.openText("text", sealed, { ...ann, with: 7 }),
    ];
    for (const open of wrong) await expect(open()).rejects.toBeInstanceOf(Unreadable);
    expect(await keys.openText("text", sealed, { ...ann, with: 7 })).toBe("Yes");
  });

  it("does not open after any single byte of it was changed, cut off or added", async () => {
    const keys = await keyring();
    const sealed = await keys.seal("file", Uint8Array.of(1, 2, 3), ann);
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = sealed.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(keys.open("file", changed, ann)).rejects.toBeInstanceOf(Unreadable);
    }
    for (let length = 0; length < sealed.length; length += 1) {
      const cut = keys.open("file", sealed.slice(0, length), ann);
      await expect(cut).rejects.toBeInstanceOf(Unreadable);
    }
    const longer = keys.open("file", Uint8Array.of(...sealed, 0), ann);
    await expect(longer).rejects.toBeInstanceOf(Unreadable);
    expect(await keys.open("file", sealed, ann)).toEqual(Uint8Array.of(1, 2, 3));
  });

  it("is not what was never sealed", async () => {
    const keys = await keyring();
    for (const text of [
      "",
      "Hello",
      "e1.",
      "e1.!!",
      "e1.AAAA",
      "e2.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    ]) {
      await expect(keys.openText("text", text, ann)).rejects.toBeInstanceOf(Unreadable);
    }
  });

  it("holds neither what it says nor the key", async () => {
    const keys = await keyring();
    const sealed = await keys.sealText("text", "a secret that is long enough", ann);
    const bytes = fromLetters(sealed.slice(3)) ?? new Uint8Array();
    const binary = String.fromCharCode(...bytes);
    expect(binary).not.toContain("secret");
    expect(binary).not.toContain(String.fromCharCode(...Array.from({ length: 32 }, (_, at) => at)));
  });
});
