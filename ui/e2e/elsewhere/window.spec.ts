/** The real window on a network that changes: what it hands out is what opens elsewhere. */
import { mergeTests } from "@playwright/test";
import { test as ofWindow, picture } from "../../e2e-window/test.ts";
import { readQr } from "../qr.ts";
import { TwoMachines } from "./machines.ts";
import { expect, test as ofMachines } from "./test.ts";

const test = mergeTests(ofMachines, ofWindow);
test.use({ families: ["v4"] });

const linkTo = (address: string) => new RegExp(`https://${address}:\\d+/meeting/[a-z-]+`);

test("the switch shares, and link and QR code follow the host's address", async ({
  machines,
  start,
  guest,
}) => {
  const { window } = await start({}, machines.host);
  await window.find({ role: "heading", name: "Your meetings will be here" }, 40_000);
  await window.click({ role: "button", name: "New meeting" });
  await window.find({ role: "article" });
  const card = async () => window.text(await window.find({ role: "region", name: "Link" }));
  expect(await card()).toContain("http://localhost:");

  // What is told of the new meeting would lie over the panel's buttons.
  await window.click({ role: "button", name: "Dismiss" });
  await window.gone({ role: "button", name: "Dismiss" });
  await window.click({ role: "button", name: "Sharing" });
  await window.press({ role: "switch", name: "Share on this network" });
  await expect.poll(card).toMatch(linkTo(TwoMachines.host.v4));
  await window.screenshot(picture("window-sharing-real"));
  await window.click({ role: "button", name: "Close" });
  await window.gone({ role: "dialog" });

  await window.click({ role: "button", name: "Invite" });
  await window.find({ role: "img", name: /^QR code/ });
  const ann = await guest({ machine: machines.guest, trusting: true });
  const scan = async () => readQr(ann.page, await window.picture());
  await expect.poll(scan).toMatch(linkTo(TwoMachines.host.v4));

  const later = "10.77.0.9";
  machines.address(machines.host, "delete", TwoMachines.host.v4);
  machines.address(machines.host, "add", later);
  await expect.poll(scan, "the QR code of the open dialog").toMatch(linkTo(later));
  await window.screenshot(picture("window-invite-after-change"));
  const scanned = await scan();
  if (!scanned) throw new Error("the QR code went away");
  await ann.join(scanned, "Ann");
  await expect(ann.tile("Ann")).toBeVisible();
});
