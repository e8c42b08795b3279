/** What a machine is shown by a TLS server: asked by OpenSSL, through Node, on that machine. */
import { X509Certificate } from "node:crypto";
import type { Machine } from "./machines.ts";
import { ports } from "./test.ts";

interface Question {
  address: string;
  port: number;
  /** The name that is asked for (SNI); none where an address is opened. */
  name?: string;
  version?: "TLSv1.1" | "TLSv1.2" | "TLSv1.3";
}

type Shown = { certificate: X509Certificate } | { refused: string };

/** The certificate that is shown, or how the handshake ended. */
export async function shown(machine: Machine, question: Omit<Question, "port">): Promise<Shown> {
  const answer = await machine.run(handshake, { ...question, port: ports.guests });
  return "der" in answer ? { certificate: new X509Certificate(answer.der) } : answer;
}

/** The certificate, where one has to be shown. */
export async function certificate(
  machine: Machine,
  question: Omit<Question, "port">,
): Promise<X509Certificate> {
  const answer = await shown(machine, question);
  if ("refused" in answer) throw new Error(`nothing was shown: ${answer.refused}`);
  return answer.certificate;
}

/** Stands alone: it runs on the machine. */
function handshake({ address, port, name, version }: Question) {
  const tls = process.getBuiltinModule("node:tls");
  return new Promise<{ der: Uint8Array } | { refused: string }>((done) => {
    const socket = tls.connect({
      host: address,
      port,
      rejectUnauthorized: false,
      ...(name ? { servername: name } : {}),
      ...(version ? { minVersion: version, maxVersion: version } : {}),
    });
    socket.once("secureConnect", () => {
      done({ der: socket.getPeerCertificate().raw });
      socket.destroy();
    });
    socket.once("error", (error: NodeJS.ErrnoException) => {
      done({ refused: error.code ?? error.message });
    });
    socket.once("close", () => done({ refused: "closed" }));
  });
}
