/** The page's names for what the API answers and announces. */
import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];

export type Server = Schemas["Server"];
export type Role = Schemas["Role"];
export type Rules = Schemas["Rules"];
export type Meeting = Schemas["Meeting"];
export type Person = Schemas["Person"];
export type Waiting = Schemas["Waiting"];
export type LiveMeeting = Schemas["LiveMeeting"];

export type Message = Schemas["Message"];
export type ChatFile = Schemas["FileInfo"];

export interface SharedAddress {
  address: string;
  interface: string;
  kind: "wired" | "wireless" | "vpn" | "container" | "other";
  family: "ipv4" | "ipv6";
  chosen: boolean;
  preferred: boolean;
  state: "open" | "failed" | "closed";
  url: string;
  detail: string | null;
}
export interface Certificate {
  own: boolean;
  fingerprint: string;
  words: string[];
  not_after: string;
  names: string[];
}
export interface Sharing {
  state: "off" | "starting" | "on" | "failed";
  detail: string | null;
  scope: "all" | "chosen";
  from_environment: boolean;
  addresses: SharedAddress[];
  certificate: Certificate | null;
  link_base: string | null;
}
export interface SharingChange {
  on?: boolean;
  scope?: Sharing["scope"];
  /** `null`: those that are chosen by default. */
  addresses?: string[] | null;
  preferred?: string;
}

export type LiveEvent =
  | Exclude<Schemas["Change"], { type: "snapshot" }>
  | (Extract<Schemas["Change"], { type: "snapshot" }> & { sharing?: Sharing | null })
  | { type: "sharing_changed"; sharing: Sharing };
