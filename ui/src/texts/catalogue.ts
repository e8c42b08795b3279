/** English says which messages there are; the other languages are held to it. */
import type call from "./en/call.ts";
import type chat from "./en/chat.ts";
import type common from "./en/common.ts";
import type console from "./en/console.ts";
import type doctor from "./en/doctor.ts";
import type endings from "./en/endings.ts";
import type lobby from "./en/lobby.ts";
import type people from "./en/people.ts";
import type prejoin from "./en/prejoin.ts";
import type seal from "./en/seal.ts";
import type selfcheck from "./en/selfcheck.ts";
import type settings from "./en/settings.ts";
import type sharing from "./en/sharing.ts";
import type trust from "./en/trust.ts";
import type window from "./en/window.ts";
import type { Placeholders } from "./placeholders.ts";

export interface Areas {
  common: typeof common;
  prejoin: typeof prejoin;
  call: typeof call;
  chat: typeof chat;
  people: typeof people;
  lobby: typeof lobby;
  seal: typeof seal;
  doctor: typeof doctor;
  endings: typeof endings;
  window: typeof window;
  settings: typeof settings;
  selfcheck: typeof selfcheck;
  console: typeof console;
  sharing: typeof sharing;
  trust: typeof trust;
}

export type Area = keyof Areas;

type Merged = Areas[keyof Areas] extends infer One
  ? One extends object
    ? (one: One) => void
    : never
  : never;
type English = Merged extends (all: infer All) => void ? All : never;

export type Key = keyof English;

/** `t` asks for values exactly where the message has placeholders. */
export type Values<K extends Key> = [Placeholders<English[K] & string>] extends [never]
  ? []
  : [values: Record<Placeholders<English[K] & string> & string, string | number>];

/** The same messages in another language: none too many; the test beside this says which are missing. */
export type Translation<A extends Area> = Partial<Record<keyof Areas[A], string>>;
