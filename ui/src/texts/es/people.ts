import type { Translation } from "../index.ts";

export default {} satisfies Translation<"people">;
