/** Why a camera or a microphone is not there, in words. */

import { t } from "../../texts/index.ts";
import { type Family, family } from "./family.ts";

export type Kind = "microphone" | "camera";

export type CaptureProblem =
  | "insecure"
  | "denied"
  | "denied_by_system"
  | "missing"
  | "busy"
  | "unplugged"
  | "failed";

export function problemOfError(error: unknown): CaptureProblem {
  const { name = "", message = "" } = (error ?? {}) as { name?: string; message?: string };
  switch (name) {
    case "NotAllowedError":
    case "SecurityError":
    case "PermissionDeniedError":
      return /system/i.test(message) ? "denied_by_system" : "denied";
    case "NotFoundError":
    case "DevicesNotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
    case "TrackStartError":
    case "AbortError":
      return "busy";
    default:
      return "failed";
  }
}

export const sentence = (kind: Kind, problem: CaptureProblem): string =>
  t(`prejoin.${kind}_${problem}`);

/** What is wrong, and where this browser hides the cure. */
export function sentences(
  microphone: CaptureProblem | null,
  camera: CaptureProblem | null,
  browser: Family = family(),
): string[] {
  const said = troubles(microphone, camera);
  if ([microphone, camera].includes("denied")) said.push(t(`prejoin.allow_${browser}`));
  return said;
}

/** One sentence where both have the same trouble. */
function troubles(microphone: CaptureProblem | null, camera: CaptureProblem | null): string[] {
  if (microphone && microphone === camera) {
    switch (microphone) {
      case "insecure":
      case "denied":
      case "denied_by_system":
      case "missing":
        return [t(`prejoin.both_${microphone}`)];
      default:
    }
  }
  const said: string[] = [];
  if (camera) said.push(sentence("camera", camera));
  if (microphone) said.push(sentence("microphone", microphone));
  return said;
}
