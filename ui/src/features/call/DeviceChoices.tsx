/** What the panel of devices holds; fetched when it is first opened. */
import { type Room, RoomEvent } from "livekit-client";
import {
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useState,
  useSyncExternalStore,
} from "react";
import { Spinner } from "../../components/Spinner.tsx";
import { t } from "../../texts/index.ts";
import { mayBlur } from "../blur/background.ts";
import {
  canChooseSpeaker,
  type Device,
  type Devices,
  noDevices,
  pageMedia,
  present,
  sortDevices,
} from "../prejoin/devices.ts";
import type { Session } from "./session.ts";

export default function DeviceChoices({ room, session }: { room: Room; session: Session }) {
  const devices = useDevices();
  const used = useUsed(room);
  return (
    <>
      <Group
        label={t("call.microphone")}
        devices={devices.microphones}
        used={used.audioinput}
        onChoose={(device) => session.choose("microphone", device)}
      />
      <Group
        label={t("call.camera")}
        devices={devices.cameras}
        used={used.videoinput}
        onChoose={(device) => session.choose("camera", device)}
      >
        {mayBlur() ? (
          <BlurChoice session={session} />
        ) : (
          <p className="devices-none">{t("prejoin.blur_unable")}</p>
        )}
      </Group>
      {canChooseSpeaker() && (
        <Group
          label={t("call.speaker")}
          devices={devices.speakers}
          used={used.audiooutput}
          onChoose={(device) => session.choose("speaker", device)}
        />
      )}
    </>
  );
}

function Group({
  label,
  devices,
  used,
  onChoose,
  children,
}: {
  label: string;
  devices: readonly Device[];
  used: string;
  onChoose: (id: string) => void;
  /** What else there is to choose about them. */
  children?: ReactNode;
}) {
  const name = useId();
  // Shown at once; what is really used decides as soon as the switch is through.
  const [asked, setAsked] = useState<string | null>(null);
  const [usedBefore, setUsedBefore] = useState(used);
  if (used !== usedBefore) {
    setUsedBefore(used);
    setAsked(null);
  }
  const chosen = present(devices, asked ?? used);
  return (
    <fieldset className="devices-group">
      <legend>{label}</legend>
      {devices.length === 0 && <p className="devices-none">{t("call.devices_none")}</p>}
      {devices.map((device) => (
        <label key={device.id} className="devices-choice">
          <input
            type="radio"
            name={name}
            checked={device.id === chosen}
            onChange={() => {
              setAsked(device.id);
              onChoose(device.id);
            }}
          />
          <span>{device.label}</span>
        </label>
      ))}
      {children}
    </fieldset>
  );
}

function BlurChoice({ session }: { session: Session }) {
  const { blurred, busy } = useSyncExternalStore(session.subscribe, session.snapshot);
  return (
    <label className="devices-choice">
      <input
        type="checkbox"
        checked={blurred}
        onChange={(event) => session.blurBackground(event.target.checked)}
      />
      <span>{t("prejoin.blur")}</span>
      {busy.camera && <Spinner />}
    </label>
  );
}

function useDevices(): Devices {
  const [devices, setDevices] = useState(noDevices);
  useEffect(() => {
    const media = pageMedia();
    if (!media) return;
    const look = () =>
      void media.enumerateDevices().then(
        (found) => setDevices(sortDevices(found)),
        () => undefined,
      );
    look();
    media.addEventListener("devicechange", look);
    return () => media.removeEventListener("devicechange", look);
  }, []);
  return devices;
}

function useUsed(room: Room) {
  const read = useCallback(
    () => ({
      audioinput: room.getActiveDevice("audioinput") ?? "",
      videoinput: room.getActiveDevice("videoinput") ?? "",
      audiooutput: room.getActiveDevice("audiooutput") ?? "",
    }),
    [room],
  );
  const [used, setUsed] = useState(read);
  useEffect(() => {
    const look = () => setUsed(read());
    look();
    room.on(RoomEvent.ActiveDeviceChanged, look);
    return () => {
      room.off(RoomEvent.ActiveDeviceChanged, look);
    };
  }, [room, read]);
  return used;
}
