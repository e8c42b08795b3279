/** What the event stream and the routes of one meeting carry, as the API's document says. */
import type { components } from "../../api/schema.d.ts";

type Schemas = components["schemas"];

export type Role = Schemas["Role"];
export type Who = Schemas["Who"];
export type Rules = Schemas["Rules"];
export type Person = Schemas["Person"];
export type Waiting = Schemas["Waiting"];
export type Meeting = Schemas["Meeting"];
export type LiveMeeting = Schemas["LiveMeeting"];
export type Message = Schemas["Message"] & {
  /** It was sealed with another key, or is not where it was sealed for. */
  unreadable?: true;
};
export type FileOfMessage = Schemas["FileInfo"];
export type History = Omit<Schemas["Messages"], "messages"> & { messages: Message[] };
export type Change = Schemas["Change"];
