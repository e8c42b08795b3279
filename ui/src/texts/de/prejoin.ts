import type { Translation } from "../index.ts";

export default {
  "prejoin.door": "An einer Besprechung teilnehmen",
} satisfies Translation<"prejoin">;
