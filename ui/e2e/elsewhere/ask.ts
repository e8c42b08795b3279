/** One HTTP request from a machine, to the letter: whatever `Host` it says, whatever the certificate. */
import type { Machine } from "./machines.ts";

export interface Question {
  url: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface Reply {
  status: number;
  headers: Record<string, string>;
  text: string;
  bytes: Uint8Array;
}

export const ask = (machine: Machine, question: Question): Promise<Reply> =>
  machine.run(send, question);

/** The bytes of a file that a machine downloads. */
export async function download(machine: Machine, url: string): Promise<Buffer> {
  const { status, bytes } = await machine.run(send, { url });
  if (status !== 200) throw new Error(`${url}: ${status}`);
  return Buffer.from(bytes);
}

/** Stands alone: it runs on the machine. An event stream counts as answered when it begins. */
function send({ url, method = "GET", headers = {}, body }: Question) {
  const secure = url.startsWith("https:");
  const http = process.getBuiltinModule("node:http");
  const https = process.getBuiltinModule("node:https");
  return new Promise<Reply>((done, fail) => {
    const request = (secure ? https : http).request(
      url,
      // No name is asked for: else Node would take that of `Host`.
      { method, headers, servername: "", rejectUnauthorized: false, agent: false },
      (response) => {
        const told = { status: response.statusCode ?? 0, headers: {} as Record<string, string> };
        for (const [name, value] of Object.entries(response.headers)) {
          told.headers[name] = String(value);
        }
        const parts: Buffer[] = [];
        response.on("data", (part) => parts.push(part));
        response.once("end", () => {
          const bytes = Buffer.concat(parts);
          done({ ...told, text: bytes.toString(), bytes });
        });
        response.once("error", fail);
        if (told.headers["content-type"]?.startsWith("text/event-stream")) {
          done({ ...told, text: "", bytes: new Uint8Array() });
          request.destroy();
        }
      },
    );
    request.once("error", fail);
    request.end(body);
  });
}
