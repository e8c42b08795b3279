import { expect, it } from "vitest";
import { leads, only } from "./ways.ts";

const udp = "candidate:1 1 udp 2130706431 192.168.1.7 7882 typ host";
const tcp = "candidate:2 1 tcp 1671430143 192.168.1.7 7881 typ host tcptype passive";

it("a candidate's protocol says which way it leads", () => {
  expect([leads(udp, "udp"), leads(udp, "tcp")]).toEqual([true, false]);
  expect([leads(tcp, "udp"), leads(tcp, "tcp")]).toEqual([false, true]);
  expect(leads(udp.replace("udp", "UDP"), "udp")).toBe(true);
  // The end of the candidates is for both.
  expect([leads("", "udp"), leads(undefined, "tcp")]).toEqual([true, true]);
});

it("of a description only the candidates of other ways are taken out", () => {
  const sdp = ["v=0", `a=${udp}`, `a=${tcp}`, "a=end-of-candidates", ""].join("\r\n");
  expect(only(sdp, "tcp")).toBe(["v=0", `a=${tcp}`, "a=end-of-candidates", ""].join("\r\n"));
  expect(only(undefined, "udp")).toBe(undefined);
});
