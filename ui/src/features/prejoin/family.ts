/** Which family of browsers this is: they hide the switch for camera and microphone in different places. */
export type Family = "chromium" | "firefox" | "safari";

export function familyOf(userAgent: string): Family {
  if (/\b(Firefox|FxiOS)\//.test(userAgent)) return "firefox";
  if (/(Chrome|Chromium|CriOS|Edg\w*)\//.test(userAgent)) return "chromium";
  return /\bSafari\//.test(userAgent) ? "safari" : "chromium";
}

export const family = (): Family => familyOf(globalThis.navigator?.userAgent ?? "");
