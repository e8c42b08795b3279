/** What a script that got into the window's page could do: nothing that the page itself may not. */
import { once } from "node:events";
import { createServer } from "node:http";
import { expect, test } from "./test.ts";

/** A website that notes whoever comes. */
async function website() {
  const visits: string[] = [];
  const server = createServer((request, response) => {
    visits.push(`${request.method} ${request.url}`);
    response.setHeader("Access-Control-Allow-Origin", "*").end("<h1>Elsewhere</h1>");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { visits, at: `http://127.0.0.1:${port}`, leave: () => server.close() };
}

/** Tries each in the page and says what came of it. */
const TRY = `
  const [at, done] = arguments;
  const outcome = (work) => Promise.resolve().then(work).then((value) => "did: " + value, (error) => "no: " + (error.message ?? error));
  const load = (element, attribute) => new Promise((loaded, failed) => {
    element.onload = () => loaded("loaded");
    element.onerror = () => failed(new TypeError("not loaded"));
    element[attribute] = at + "/" + element.localName;
    document.body.append(element);
  });
  const ask = (command, args) => window.__TAURI_INTERNALS__.invoke(command, args);
  const all = {
    global: async () => { if (window.__TAURI__) return "there"; throw new Error("none"); },
    eval: () => (0, eval)("1 + 1"),
    inline: () => {
      const script = document.createElement("script");
      script.textContent = "window.injected = true";
      document.body.append(script);
      if (window.injected) return "ran";
      throw new Error("refused");
    },
    script: () => load(document.createElement("script"), "src"),
    image: () => load(document.createElement("img"), "src"),
    fetch: () => fetch(at + "/fetch").then((answer) => answer.status),
    socket: () => new Promise((opened, failed) => {
      const socket = new WebSocket(at.replace("http", "ws"));
      socket.onopen = () => opened("open");
      socket.onerror = () => failed(new TypeError("refused"));
    }),
    window: () => { if (window.open(at + "/window")) return "opened"; throw new Error("refused"); },
    clipboard: () => ask("plugin:clipboard-manager|read_text"),
    shell: () => ask("plugin:shell|execute", { program: "id", args: [], options: {} }),
    opener: () => ask("plugin:opener|open_url", { url: at + "/opener" }),
    files: () => ask("plugin:fs|read_text_file", { path: "/etc/passwd" }),
    newWindow: () => ask("plugin:webview|create_webview_window", { options: { label: "x", url: at + "/webview" } }),
    unknown: () => ask("no_such_command"),
    allowed: () => ask("plugin:clipboard-manager|write_text", { text: "copied" }),
  };
  const names = Object.keys(all);
  Promise.all(names.map((name) => outcome(all[name]))).then((said) =>
    done(Object.fromEntries(names.map((name, index) => [name, said[index]]))));
`;

test("a script in the window's page gets nowhere", async ({ start }) => {
  const elsewhere = await website();
  const { window } = await start();
  await window.find({ role: "heading", name: "Your meetings will be here" }, 40_000);
  const home = await window.script<string>("return location.href");

  const said = await window.scriptAsync<Record<string, string>>(TRY, elsewhere.at);
  const { allowed, ...refused } = said;
  expect(allowed, "what the page may do, asked in the same way").toMatch(/^did: /);
  for (const [what, outcome] of Object.entries(refused)) expect(outcome, what).toMatch(/^no: /);
  for (const command of ["clipboard", "shell", "opener", "files", "newWindow", "unknown"]) {
    expect(refused[command], command).toMatch(/not allowed|not found/);
  }

  for (const leave of [
    "location.href = arguments[0] + '/location'",
    "location.assign('data:text/html,<h1>Elsewhere</h1>')",
    "const a = Object.assign(document.createElement('a'), { href: arguments[0] + '/link' }); document.body.append(a); a.click()",
    "const a = Object.assign(document.createElement('a'), { href: arguments[0] + '/blank', target: '_blank' }); document.body.append(a); a.click()",
    "const f = Object.assign(document.createElement('form'), { action: arguments[0] + '/form', method: 'post' }); document.body.append(f); f.submit()",
    "const f = Object.assign(document.createElement('iframe'), { src: arguments[0] + '/frame' }); document.body.append(f)",
  ]) {
    await window.script(leave, elsewhere.at);
    await window.find({ role: "heading", name: "Your meetings will be here" });
    expect(await window.script("return location.href"), leave).toBe(home);
  }
  // The page still does what it is for: what was tried above broke nothing.
  await window.click({ role: "button", name: "New meeting" });
  await window.find({ role: "article" });
  expect(elsewhere.visits).toEqual([]);
  elsewhere.leave();
});
