import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ask, download } from "./ask.ts";
import { TwoMachines } from "./machines.ts";
import { expect, linkAt, origin, test } from "./test.ts";
import { walkThrough } from "./warning.ts";

const { v4 } = TwoMachines.host;

test("one walk through the browser's warning is enough for the whole call", async ({
  machines,
  sharing,
  meeting,
  open,
}) => {
  const hanna = await open(machines.host);
  await hanna.join(sharing.local(meeting), "Hanna");
  const bob = await open(machines.guest);
  await walkThrough(bob, linkAt(v4, meeting));
  await expect(bob.button("Camera")).toHaveAttribute("aria-pressed", "true");
  await expect(bob.button("Microphone")).toHaveAttribute("aria-pressed", "true");
  await bob.enter("Bob");
  await bob.expectMoving(bob.tile("Hanna"));
  await bob.expectHearing();
  await hanna.expectMoving(hanna.tile("Bob"));
  await bob.page.reload();
  await expect(bob.name).toBeVisible();
});

test("a guest who installed the authority is not warned", async ({ machines, meeting, open }) => {
  const file = join(machines.folder, "ca.crt");
  writeFileSync(file, await download(machines.guest, `${origin(v4)}/ca.crt`));
  const bob = await open(machines.guest, { authority: file });
  await bob.join(linkAt(v4, meeting), "Bob");
});

const withOwnCertificate = test.extend({
  settings: async ({ machines: { folder } }, use) => {
    const openssl = (...words: string[]) =>
      execFileSync("openssl", words, { cwd: folder, stdio: "pipe" });
    const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
    const root = ["-keyout", "root.key", "-out", "root.crt", "-subj", "/CN=Our own authority"];
    openssl("req", "-x509", ...key, ...root, "-days", "30");
    const names = `subjectAltName=IP:${v4},IP:${TwoMachines.host.v6},DNS:confab.test`;
    const signed = ["-CA", "root.crt", "-CAkey", "root.key", "-days", "20", "-addext", names];
    const leaf = ["-keyout", "own.key", "-out", "own.crt", "-subj", "/CN=confab.test"];
    const server = [
      "-addext",
      "basicConstraints=CA:FALSE",
      "-addext",
      "extendedKeyUsage=serverAuth",
    ];
    openssl("req", "-x509", ...key, ...leaf, ...signed, ...server);
    await use({
      CONFAB_TLS_CERT: join(folder, "own.crt"),
      CONFAB_TLS_KEY: join(folder, "own.key"),
    });
  },
});

withOwnCertificate(
  "a certificate of one's own is shown, and whoever trusts it is not warned",
  async ({ machines, sharing, meeting, open }) => {
    const { certificate } = await sharing.sharing();
    const said = execFileSync(
      "openssl",
      ["x509", "-noout", "-fingerprint", "-sha256", "-in", join(machines.folder, "own.crt")],
      { encoding: "utf8" },
    );
    expect(certificate).toMatchObject({ own: true, fingerprint: said.trim().split("=")[1] });
    const bob = await open(machines.guest, { authority: join(machines.folder, "root.crt") });
    await bob.join(linkAt(v4, meeting), "Bob");
    // There is no authority of ours then for anybody to install.
    expect((await ask(machines.guest, { url: `${origin(v4)}/ca.crt` })).status).toBe(404);
  },
);
