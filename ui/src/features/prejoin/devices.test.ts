import { describe, expect, it } from "vitest";
import { t } from "../../texts/index.ts";
import { present, sortDevices } from "./devices.ts";

const device = (kind: MediaDeviceKind, deviceId: string, label = "") =>
  ({ kind, deviceId, label, groupId: "" }) as MediaDeviceInfo;

describe("the list of devices", () => {
  it("sorts them by what they are, and names those without a name", () => {
    const found = sortDevices([
      device("audioinput", "default", "Default"),
      device("audioinput", "communications", "Communications"),
      device("audioinput", "m1"),
      device("videoinput", "c1", "Front camera"),
      device("audiooutput", "s1", "Headphones"),
    ]);
    expect(found.microphones).toEqual([
      { id: "default", label: "Default" },
      { id: "m1", label: `${t("common.microphone")} 2` },
    ]);
    expect(found.cameras).toEqual([{ id: "c1", label: "Front camera" }]);
    expect(found.speakers).toEqual([{ id: "s1", label: "Headphones" }]);
  });

  it("falls back to the first when the remembered one is unplugged", () => {
    const list = [
      { id: "a", label: "A" },
      { id: "b", label: "B" },
    ];
    expect(present(list, "b")).toBe("b");
    expect(present(list, "gone")).toBe("a");
    expect(present([], "gone")).toBe("");
  });
});
