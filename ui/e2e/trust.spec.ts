/** A browser that refuses the call's connection though the page came through, and a page that is not secure. */
import type { Page } from "@playwright/test";
import { scrollsSideways, violations } from "./axe.ts";
import { expect, test } from "./test.ts";

/** What a certificate that the browser doesn't know comes to in Safari: HTTPS works, sockets fail. */
const refuseSockets = () => {
  const Real = window.WebSocket;
  window.WebSocket = class extends Real {
    constructor(url: string | URL, protocols?: string | string[]) {
      // Nobody listens there.
      super(`${url}`.includes("/rtc") ? "ws://localhost:9/" : url, protocols);
    }
  };
};

const iPhone = () => {
  Object.defineProperty(navigator, "userAgent", {
    get: () =>
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604.1",
  });
};

/** Our own authority is offered where none but our own certificate is used. */
const offer = (page: Page) =>
  page.route("**/ca.crt", (route) =>
    route.fulfill({ status: 200, contentType: "application/x-x509-ca-cert", body: "" }),
  );

const refused = /Your browser refused the call/;

async function usable(page: Page, what: string) {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page), `${what}, ${colorScheme}`).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await scrollsSideways(page), what).toBe(false);
}

test("sockets that fail while the gate answers: the certificate of the host's is offered", async ({
  meeting,
  open,
}) => {
  const { page } = await open({ before: refuseSockets });
  await offer(page);
  await page.goto(meeting.link);
  await page.getByRole("textbox", { name: "Your name" }).fill("Ann");
  await page.getByRole("button", { name: "Join", exact: true }).click();
  await expect(page.getByRole("heading", { name: refused })).toBeFocused();
  await expect(page.getByRole("link", { name: "Download the certificate" })).toHaveAttribute(
    "href",
    "/ca.crt",
  );
  await expect(page.getByText(/Do this only if you know who invited you/)).toBeVisible();
  await usable(page, "a certificate that is offered");

  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("textbox", { name: "Your name" })).toHaveValue("Ann");
});

test("an iPhone is shown the two steps of a profile", async ({ meeting, open }) => {
  const { page } = await open({ before: refuseSockets });
  await page.addInitScript(iPhone);
  await offer(page);
  await page.goto(meeting.link);
  await page.getByRole("textbox", { name: "Your name" }).fill("Ann");
  await page.getByRole("button", { name: "Join", exact: true }).click();
  await expect(page.getByRole("heading", { name: refused })).toBeVisible();
  const steps = page.getByRole("listitem");
  await expect(steps).toHaveText([/Profile Downloaded.*Download the profile/, /Trust Settings/]);
  await expect(steps.locator("svg")).toHaveCount(2);
  await expect(page.getByRole("link", { name: "Download the profile" })).toHaveAttribute(
    "href",
    "/ca.mobileconfig",
  );
  await usable(page, "a profile in two steps");
});

test("where no authority of ours is used, a certificate of one's own is asked for", async ({
  meeting,
  open,
}) => {
  const { page } = await open({ before: refuseSockets });
  await page.goto(meeting.link);
  await page.getByRole("textbox", { name: "Your name" }).fill("Ann");
  await page.getByRole("button", { name: "Join", exact: true }).click();
  await expect(page.getByRole("heading", { name: refused })).toBeVisible();
  await expect(page.getByText(/needs a certificate that browsers know/)).toBeVisible();
  await expect(page.getByRole("link", { name: /Download/ })).toHaveCount(0);
});

test("a server that is away is waited for, and no browser is blamed", async ({ meeting, open }) => {
  const { page } = await open({ before: refuseSockets });
  await page.route(/\/rtc\/(v1\/)?validate/, (route) => route.fulfill({ status: 503, body: "" }));
  await page.goto(meeting.link);
  await page.getByRole("textbox", { name: "Your name" }).fill("Ann");
  await page.getByRole("button", { name: "Join", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Connecting" })).toBeVisible();
  // More tries than it takes to blame the browser.
  const tries: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/validate")) tries.push(request.url());
  });
  await expect.poll(() => tries.length).toBeGreaterThan(6);
  await expect(page.getByRole("heading", { name: refused })).toHaveCount(0);
});

test("a page that is not secure says what can be done, and leads on and back", async ({
  meeting,
  open,
}) => {
  const { page } = await open({
    before: () => {
      Object.defineProperty(window, "isSecureContext", { get: () => false });
      Object.defineProperty(navigator, "mediaDevices", { get: () => undefined });
    },
  });
  await page.goto(meeting.link);
  await page.getByRole("button", { name: "What can be done?" }).click();
  await expect(page.getByRole("heading", { name: "This page is not secure" })).toBeFocused();
  await expect(page.getByText(/needs a certificate that browsers know/)).toBeVisible();
  await expect(page.getByRole("link", { name: "Try the secure address" })).toHaveAttribute(
    "href",
    meeting.link.replace("http:", "https:"),
  );
  await usable(page, "a page that is not secure");
  await page.getByRole("button", { name: "Back to the meeting" }).click();
  await expect(page.getByRole("textbox", { name: "Your name" })).toBeVisible();
});
