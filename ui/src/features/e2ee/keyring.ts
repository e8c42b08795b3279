/**
 * What one meeting's key opens and closes. The key itself never leaves this page: it is what keys of
 * their own are derived from (HKDF-SHA-256), one for each purpose in this one meeting.
 *
 * What is sealed (AES-256-GCM, a random nonce each time) is bound to what it is, where and by whom it
 * was said: what is moved to another meeting, sender or place opens no more. The app checks the form
 * of what is sealed (`confab-core/src/e2ee`), and can read none of it.
 */
import { type Bytes, fromLetters, toLetters } from "./bytes.ts";

/** What is sealed in chats. */
export type Purpose = "text" | "name" | "file" | "preview";

/** What a sealed thing belongs to, besides its purpose and meeting. */
export interface Belonging {
  /** The sender's identity; empty for the host's window. */
  sender: string;
  /** What else it must stay together with. */
  with?: string | number | null;
}

/** It was sealed with another key, or is not where it was sealed for, or was changed. */
export class Unreadable extends Error {
  override name = "Unreadable";
}

export const keyLength = 32;
const nonceLength = 12;
const tagLength = 16;
/** The first byte of sealed bytes, and the first letters of sealed texts. */
const version = 1;
const mark = "e1.";
/** How much longer sealed bytes are than what is in them. */
export const overhead = 1 + nonceLength + tagLength;

const salt = new TextEncoder().encode("confab/e2ee/1");

export class Keyring {
  private readonly derived = new Map<Purpose, Promise<CryptoKey>>();

  private constructor(
    readonly meeting: string,
    /** As it stands in the link. */
    readonly letters: string,
    private readonly source: CryptoKey,
  ) {}

  /** `null` where these letters are no key. */
  static async of(meeting: string, letters: string): Promise<Keyring | null> {
    const bytes = fromLetters(letters);
    if (bytes?.length !== keyLength) return null;
    const source = await crypto.subtle.importKey("raw", bytes, "HKDF", false, [
      "deriveBits",
      "deriveKey",
    ]);
    bytes.fill(0);
    return new Keyring(meeting, letters, source);
  }

  /** By this 64-bit value a page knows whether its key is the meeting's; it says nothing of the key. */
  async check(): Promise<string> {
    return toLetters(await this.bits("check", 8));
  }

  /** What pictures and sound are encrypted with. */
  async media(): Promise<Bytes> {
    return this.bits("media", keyLength);
  }

  async sealText(purpose: Purpose, text: string, belongs: Belonging): Promise<string> {
    const sealed = await this.seal(purpose, new TextEncoder().encode(text), belongs);
    return mark + toLetters(sealed.subarray(1));
  }

  async openText(purpose: Purpose, sealed: string, belongs: Belonging): Promise<string> {
    const bytes = sealed.startsWith(mark) ? fromLetters(sealed.slice(mark.length)) : null;
    if (!bytes) throw new Unreadable("not a sealed text");
    return new TextDecoder().decode(await this.decrypt(purpose, bytes, belongs));
  }

  async seal(purpose: Purpose, content: Bytes, belongs: Belonging): Promise<Bytes> {
    const nonce = crypto.getRandomValues(new Uint8Array(nonceLength));
    const encrypted = await crypto.subtle.encrypt(
      this.parameters(purpose, nonce, belongs),
      await this.key(purpose),
      content,
    );
    const sealed = new Uint8Array(1 + nonceLength + encrypted.byteLength);
    sealed[0] = version;
    sealed.set(nonce, 1);
    sealed.set(new Uint8Array(encrypted), 1 + nonceLength);
    return sealed;
  }

  async open(purpose: Purpose, sealed: Bytes, belongs: Belonging): Promise<Bytes> {
    if (sealed[0] !== version) throw new Unreadable("not sealed");
    return this.decrypt(purpose, sealed.subarray(1), belongs);
  }

  private async decrypt(purpose: Purpose, sealed: Bytes, belongs: Belonging): Promise<Bytes> {
    if (sealed.length < nonceLength + tagLength) throw new Unreadable("too short to be sealed");
    const nonce = sealed.subarray(0, nonceLength);
    try {
      return new Uint8Array(
        await crypto.subtle.decrypt(
          this.parameters(purpose, nonce, belongs),
          await this.key(purpose),
          sealed.subarray(nonceLength),
        ),
      );
    } catch {
      throw new Unreadable("another key, or another place");
    }
  }

  private parameters(purpose: Purpose, iv: Bytes, belongs: Belonging): AesGcmParams {
    // A list in JSON can be read in one way only, whatever is in its parts.
    const about = [version, purpose, this.meeting, belongs.sender, belongs.with ?? null];
    return {
      name: "AES-GCM",
      iv,
      additionalData: new TextEncoder().encode(JSON.stringify(about)),
      tagLength: 8 * tagLength,
    };
  }

  private key(purpose: Purpose): Promise<CryptoKey> {
    let key = this.derived.get(purpose);
    if (!key) {
      key = crypto.subtle.deriveKey(
        this.derivation(purpose),
        this.source,
        { name: "AES-GCM", length: 256 },
        false,
        ["encrypt", "decrypt"],
      );
      this.derived.set(purpose, key);
    }
    return key;
  }

  private async bits(purpose: "check" | "media", length: number): Promise<Bytes> {
    const bits = await crypto.subtle.deriveBits(this.derivation(purpose), this.source, 8 * length);
    return new Uint8Array(bits);
  }

  private derivation(purpose: string): HkdfParams {
    const info = new TextEncoder().encode(`${purpose}\n${this.meeting}`);
    return { name: "HKDF", hash: "SHA-256", salt, info };
  }
}
