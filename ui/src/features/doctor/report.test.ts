import "../../texts/areas/doctor.ts";
import "../../texts/areas/prejoin.ts";
import { expect, it } from "vitest";
import { names, type Results, result, untouched } from "./checks.ts";
import { clean, report } from "./report.ts";

const around = {
  origin: "https://192.168.1.7:3000",
  browser: "Mozilla/5.0 Chrome/156",
  at: new Date("2026-03-09T14:02:00Z"),
};

it("says of each check what was found, with its figures and what helps", () => {
  const results: Results = {
    ...untouched(),
    udp: result("warning", "blocked", { port: 7882 }),
    clock: result("failed", "ahead", { ahead: 3600 }),
    speed: result("good", "good", { speed: 3.14 }),
    camera: result("failed", "missing"),
  };
  const text = report(results, around);
  expect(text.split("\n")).toHaveLength(2 + names.length);
  expect(text).toContain("https://192.168.1.7:3000");
  expect(text).toContain("UDP is blocked between you and the host’s computer.");
  expect(text).toContain("let UDP 7882 through");
  expect(text).toContain("3,600 s ahead");
  expect(text).toContain("3.1 Mbit/s");
  expect(text).toContain("No camera was found");
});

it("holds neither tokens nor keys nor whole meeting ids", () => {
  const token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln_bmF0-dXJl";
  expect(clean(`at ${token} of abc-defg-hij#k=c2VjcmV0`)).toBe("at … of abc-…#k=…");
});
