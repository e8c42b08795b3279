import { X509Certificate } from "node:crypto";
import { ask, download } from "./ask.ts";
import { TwoMachines } from "./machines.ts";
import { expect, origin, test } from "./test.ts";
import { certificate, shown } from "./tls.ts";

const day = 86_400_000;
const { v4, v6 } = TwoMachines.host;

/** "IP Address:10.77.0.1, DNS:computer.local" → the addresses and names. */
const namesOf = ({ subjectAltName }: X509Certificate) =>
  (subjectAltName ?? "").split(", ").map((name) => name.replace(/^(IP Address|DNS):/, ""));

test("the certificate names the address, serves servers only and lasts at most 397 days", async ({
  machines,
  sharing,
}) => {
  const told = (await sharing.sharing()).certificate;
  expect(told).toMatchObject({ own: false });
  const authority = new X509Certificate(await download(machines.guest, `${origin(v4)}/ca.crt`));
  expect(authority.ca).toBe(true);
  for (const [address, written] of [
    [v4, v4],
    [v6, "FD77:0:0:0:0:0:0:1"],
  ] as const) {
    const leaf = await certificate(machines.guest, { address });
    expect(namesOf(leaf)).toContain(written);
    // Chromium goes by these names alone; a name in the subject would only tell who the host is.
    expect(leaf.subject ?? "").not.toContain(address);
    expect(leaf.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1"]); // serverAuth
    expect(leaf.ca).toBe(false);
    const [from, to] = [Date.parse(leaf.validFrom), Date.parse(leaf.validTo)];
    expect(from).toBeLessThan(Date.now());
    expect(to - from).toBeLessThanOrEqual(397 * day);
    expect(to - Date.now()).toBeGreaterThan(300 * day);
    expect(leaf.checkIssued(authority)).toBe(true);
    expect(leaf.verify(authority.publicKey)).toBe(true);
    for (const other of namesOf(leaf)) expect([...(told?.names ?? []), written]).toContain(other);
  }
});

test("the computer's own name is answered, a name of somebody else's gets nothing", async ({
  machines,
  sharing,
}) => {
  const names = (await sharing.sharing()).certificate?.names ?? [];
  const local = names.find((name) => name.endsWith(".local"));
  if (local) {
    const leaf = await certificate(machines.guest, { address: v4, name: local });
    expect(namesOf(leaf)).toContain(local);
  }
  for (const name of ["example.com", "localhost", "confab.example", `x.${local ?? "y"}`]) {
    for (const address of [v4, v6]) {
      expect(await shown(machines.guest, { address, name }), name).toEqual({
        refused: expect.stringMatching(/ALERT|HANDSHAKE|ECONNRESET|closed/i),
      });
    }
  }
  const old = await shown(machines.guest, { address: v4, version: "TLSv1.1" });
  expect(old).toHaveProperty("refused");
});

test("a request that says another Host is refused, and what it said is not repeated", async ({
  machines,
  sharing: _,
}) => {
  for (const host of [
    "example.com",
    "localhost:3000",
    "10.77.0.1",
    "10.77.0.1:443",
    "[fd77::1]:3000",
  ]) {
    const reply = await ask(machines.guest, { url: `${origin(v4)}/`, headers: { Host: host } });
    expect(reply.status, host).toBe(400);
    expect(reply.headers["confab-code"]).toBe("bad_host");
    expect(reply.text).not.toContain(host);
  }
});
