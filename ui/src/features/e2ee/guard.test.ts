import { expect, it } from "vitest";
import { guard } from "./guard.ts";

function guarded(...plain: string[]) {
  const got: unknown[][] = [];
  const worker = { postMessage: (...all: unknown[]) => void got.push(all) };
  guard(worker, (identity) => plain.includes(identity));
  return { worker, got };
}

const enable = (enabled: boolean, participantIdentity: string) => ({
  kind: "enable",
  data: { enabled, participantIdentity },
});

it("has everybody's media decrypted and one's own encrypted, whatever LiveKit was told", () => {
  const { worker, got } = guarded();
  worker.postMessage(enable(false, "mallory"));
  worker.postMessage(enable(false, ""));
  worker.postMessage(enable(true, "ann"));
  expect(got.map(([message]) => message)).toEqual([
    enable(true, "mallory"),
    enable(true, ""),
    enable(true, "ann"),
  ]);
});

it("lets through what was asked for, and only that", () => {
  const { worker, got } = guarded("mallory");
  worker.postMessage(enable(false, "mallory"));
  worker.postMessage(enable(false, "bob"));
  expect(got.map(([message]) => message)).toEqual([enable(false, "mallory"), enable(true, "bob")]);
});

it("passes on everything else as it is, with what is handed over", () => {
  const { worker, got } = guarded();
  const message = { kind: "decode", data: { participantIdentity: "bob", enabled: false } };
  const streams: Transferable[] = [new ArrayBuffer(1)];
  worker.postMessage(message, streams);
  expect(got).toEqual([[message, streams]]);
});
