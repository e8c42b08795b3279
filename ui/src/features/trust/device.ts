/** Where a certificate is made known: a browser of its own way, else the system. */
import { familyOf } from "../prejoin/family.ts";

export type Device = "ios" | "android" | "firefox" | "windows" | "mac" | "other";

export function deviceOf(userAgent: string, touches: number): Device {
  // An iPad says that it is a Mac, but no Mac is touched.
  if (/\b(iPhone|iPad|iPod)\b/.test(userAgent)) return "ios";
  if (/\bMacintosh\b/.test(userAgent) && touches > 1) return "ios";
  if (/\bAndroid\b/.test(userAgent)) return "android";
  if (familyOf(userAgent) === "firefox") return "firefox";
  if (/\bWindows\b/.test(userAgent)) return "windows";
  return /\bMacintosh\b/.test(userAgent) ? "mac" : "other";
}

export const device = (): Device => deviceOf(navigator.userAgent, navigator.maxTouchPoints);
