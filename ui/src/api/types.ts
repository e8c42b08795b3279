/** The page's names for what the API answers and announces. */
import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];

export type Server = Schemas["Server"];
export type Role = Schemas["Role"];
export type Rules = Schemas["Rules"];
export type Meeting = Schemas["Meeting"];
export type Person = Schemas["Person"];
export type Waiting = Schemas["Waiting"];
export type RoleGrant = Schemas["RoleGrant"];
export type LiveMeeting = Schemas["LiveMeeting"];

export type Message = Schemas["Message"];
export type ChatFile = Schemas["FileInfo"];

/* Words of a fixed choice are plain texts in the document; here they are the choice. */

export type SharedAddress = Omit<Schemas["SharedAddress"], "kind" | "family" | "state"> & {
  kind: "wired" | "wireless" | "vpn" | "container" | "other";
  family: "ipv4" | "ipv6";
  state: "open" | "failed" | "closed";
};
export type Certificate = Schemas["CertificateFacts"];
export type Sharing = Omit<Schemas["Sharing"], "state" | "scope" | "addresses"> & {
  state: "off" | "starting" | "on" | "failed";
  scope: "all" | "chosen";
  addresses: SharedAddress[];
};
export type SharingChange = Omit<Schemas["SharingRequest"], "scope"> & {
  scope?: Sharing["scope"];
};

export type LiveEvent =
  | Exclude<Schemas["Change"], { type: "snapshot" } | { type: "sharing_changed" }>
  | (Omit<Extract<Schemas["Change"], { type: "snapshot" }>, "sharing"> & {
      sharing?: Sharing | null;
    })
  | { type: "sharing_changed"; sharing: Sharing };
