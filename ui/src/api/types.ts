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
export type LiveEvent = Schemas["Change"];
