/** The least reverse proxy: HTTPS in front, the guest door behind, and headers that say who asked for what. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Machine } from "./machines.ts";

/** A key and a certificate for one name, made for this run. */
function certificateFor(name: string, folder: string): { key: string; cert: string } {
  const [key, cert] = [join(folder, "proxy.key"), join(folder, "proxy.crt")];
  const made = [
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:prime256v1",
    "-nodes",
    "-days",
    "2",
  ];
  const names = ["-subj", `/CN=${name}`, "-addext", `subjectAltName=DNS:${name}`];
  execFileSync("openssl", ["req", "-x509", ...made, ...names, "-keyout", key, "-out", cert], {
    stdio: "ignore",
  });
  return { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
}

/** Listens at an address of the machine, port 443, and passes everything on to `to` there. */
export async function proxy(
  machine: Machine,
  folder: string,
  { name, address, to }: { name: string; address: string; to: number },
): Promise<void> {
  await machine.run(pass, { ...certificateFor(name, folder), name, address, to });
}

/** Stands alone: it runs on the machine, until the machine is removed. */
function pass(given: { key: string; cert: string; name: string; address: string; to: number }) {
  const https = process.getBuiltinModule("node:https");
  const http = process.getBuiltinModule("node:http");
  const { key, cert, name, address, to } = given;
  const onward = ({
    method,
    url,
    headers,
    socket,
  }: import("node:http").IncomingMessage): import("node:http").RequestOptions => ({
    host: "127.0.0.1",
    port: to,
    method,
    path: url,
    headers: {
      ...headers,
      "x-forwarded-for": socket.remoteAddress,
      "x-forwarded-proto": "https",
      "x-forwarded-host": name,
    },
  });
  const server = https.createServer({ key, cert }, (request, response) => {
    const further = http.request(onward(request), (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    further.on("error", () => response.destroy());
    response.on("close", () => further.destroy());
    request.pipe(further);
  });
  server.on("upgrade", (request, socket, head) => {
    const further = http.request(onward(request));
    further.on("upgrade", (answer, beyond, more) => {
      const fields = Object.entries(answer.headers).map(([field, value]) => `${field}: ${value}`);
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${fields.join("\r\n")}\r\n\r\n`);
      socket.write(more);
      beyond.write(head);
      socket.pipe(beyond).pipe(socket);
      for (const end of [socket, beyond]) {
        end.on("error", () => {});
        end.on("close", () => {
          socket.destroy();
          beyond.destroy();
        });
      }
    });
    further.on("response", () => socket.destroy());
    further.on("error", () => socket.destroy());
    further.end();
  });
  return new Promise<void>((listening) => server.listen(443, address, () => listening()));
}
