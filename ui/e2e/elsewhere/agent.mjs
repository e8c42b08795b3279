/** Runs on one of the two machines and calls the functions that the test sends (see machines.ts). */
import { runInThisContext } from "node:vm";

process.on("message", async ({ id, source, argument }) => {
  try {
    process.send({ id, value: await runInThisContext(`(${source})`)(argument) });
  } catch (error) {
    process.send({ id, error });
  }
});
process.on("disconnect", () => process.exit());
