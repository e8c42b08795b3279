/** Why a camera or a microphone is not there, in words. */

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

const noun = (kind: Kind) => (kind === "camera" ? "camera" : "microphone");

export function sentence(kind: Kind, problem: CaptureProblem): string {
  const it = noun(kind);
  switch (problem) {
    case "insecure":
      return `Browsers give a page the ${it} only over a secure connection. Ask the host for a link that starts with https; you can join without it.`;
    case "denied":
      return `This page may not use your ${it}. Allow it in the address bar, then press ${kind === "camera" ? "Camera" : "Microphone"} again; you can join without it.`;
    case "denied_by_system":
      return `Your system keeps the ${it} from this browser. Allow it in the system’s privacy settings; you can join without it.`;
    case "missing":
      return `No ${it} was found. Plug one in, or join without it.`;
    case "busy":
      return `Your ${it} is used by another program. Close it there, or choose another one.`;
    case "unplugged":
      return `Your ${it} was unplugged. Plug it in again, or choose another one.`;
    case "failed":
      return `Your ${it} did not start. Try again, choose another one, or join without it.`;
  }
}

/** One sentence where both have the same trouble. */
export function sentences(
  microphone: CaptureProblem | null,
  camera: CaptureProblem | null,
): string[] {
  if (microphone && microphone === camera) {
    switch (microphone) {
      case "insecure":
        return [
          "Browsers give a page the camera and microphone only over a secure connection. Ask the host for a link that starts with https; you can join to watch and listen.",
        ];
      case "denied":
        return [
          "This page may not use your camera and microphone. Allow them in the address bar, then press Camera or Microphone again; you can join without them.",
        ];
      case "denied_by_system":
        return [
          "Your system keeps the camera and microphone from this browser. Allow them in the system’s privacy settings; you can join without them.",
        ];
      case "missing":
        return [
          "No camera and no microphone were found. Plug them in, or join to watch and listen.",
        ];
      default:
    }
  }
  const said: string[] = [];
  if (camera) said.push(sentence("camera", camera));
  if (microphone) said.push(sentence("microphone", microphone));
  return said;
}
