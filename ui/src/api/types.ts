/** The page's names for what the API answers and announces. */
import type { components } from "./schema.d.ts";

export type Server = components["schemas"]["Server"];
export type Meeting = components["schemas"]["Meeting"];
export type Person = components["schemas"]["Person"];
export type LiveEvent = components["schemas"]["Change"];
