/** The list of cameras, microphones and speakers, kept up with plugging and unplugging. */
import { t } from "../../texts/index.ts";

export interface Device {
  id: string;
  label: string;
}

export interface Devices {
  microphones: readonly Device[];
  cameras: readonly Device[];
  speakers: readonly Device[];
}

export const noDevices: Devices = { microphones: [], cameras: [], speakers: [] };

export type MediaSource = Pick<
  MediaDevices,
  "enumerateDevices" | "getUserMedia" | "addEventListener" | "removeEventListener"
>;

/** Undefined on an insecure page. */
export const pageMedia = (): MediaSource | undefined => globalThis.navigator?.mediaDevices;

/**
 * Sorts what the browser reports. Before permission it reports nameless devices: they count
 * (something is there) but cannot be chosen. Chromium lists the system's default twice; "default"
 * itself stays, as it follows the system.
 */
export function sortDevices(found: readonly MediaDeviceInfo[]): Devices {
  const of = (kind: MediaDeviceKind, noun: string): Device[] =>
    found
      .filter((device) => device.kind === kind && device.deviceId !== "communications")
      .map((device, index) => ({
        id: device.deviceId,
        label: device.label || `${noun} ${index + 1}`,
      }));
  return {
    microphones: of("audioinput", t("common.microphone")),
    cameras: of("videoinput", t("common.camera")),
    speakers: of("audiooutput", t("common.speaker")),
  };
}

/** The remembered device if it is there, else whatever is first. */
export function present(devices: readonly Device[], id: string): string {
  return devices.find((device) => device.id === id)?.id ?? devices[0]?.id ?? "";
}

export const canChooseSpeaker = () =>
  typeof HTMLMediaElement !== "undefined" && "setSinkId" in HTMLMediaElement.prototype;
