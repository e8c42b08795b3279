/** Oneself as the others will see one, with what is switched on it: before joining and while waiting. */
import { Aperture, Mic, MicOff, Video, VideoOff } from "lucide-react";
import { type ReactNode, useEffect, useRef, useSyncExternalStore } from "react";
import { Spinner } from "../../components/Spinner.tsx";
import { t } from "../../texts/index.ts";
import { type BackgroundState, mayBlur } from "../blur/background.ts";
import type { Capture, Slot } from "./capture.ts";
import { Meter } from "./Meter.tsx";
import "./preview.css";

export function Preview({
  capture,
  onSilent,
}: {
  capture: Capture;
  /** The microphone is on, and nothing is heard, or is again. Without it no level is shown. */
  onSilent?: (silent: boolean) => void;
}) {
  const { microphone, camera } = useSyncExternalStore(capture.subscribe, capture.snapshot);
  const { background } = capture;
  const blur = useSyncExternalStore(background.subscribe, background.snapshot);
  return (
    <section className="preview" aria-label={t("prejoin.preview")}>
      <Picture slot={camera} blurred={blur.picture} />
      <div className="preview-buttons">
        <Switch
          label={t("common.microphone")}
          slot={microphone}
          on={<Mic />}
          off={<MicOff />}
          onToggle={() => capture.toggle("microphone")}
        >
          {onSilent && microphone.track && (
            <Meter
              label={t("prejoin.microphone_level")}
              track={microphone.track}
              onSilent={onSilent}
            />
          )}
        </Switch>
        <Switch
          label={t("common.camera")}
          slot={camera}
          on={<Video />}
          off={<VideoOff />}
          onToggle={() => capture.toggle("camera")}
        />
      </div>
      {mayBlur() && <BlurSwitch state={blur} onChoose={(on) => background.choose(on)} />}
    </section>
  );
}

function Picture({ slot, blurred }: { slot: Slot; blurred: MediaStreamTrack | null }) {
  const video = useRef<HTMLVideoElement>(null);
  const shown = slot.track && (blurred ?? slot.track);
  useEffect(() => {
    if (!video.current || !shown) return;
    video.current.srcObject = new MediaStream([shown]);
  }, [shown]);
  if (slot.state === "on") {
    return <video ref={video} className="preview-video" autoPlay muted playsInline />;
  }
  return (
    <p className="preview-words">
      {t(slot.state === "asking" ? "prejoin.camera_starting" : "prejoin.camera_off")}
    </p>
  );
}

interface SwitchProps {
  label: string;
  slot: Slot;
  on: ReactNode;
  off: ReactNode;
  onToggle: () => void;
  /** What belongs under it. */
  children?: ReactNode;
}

const titled = (label: string, on: boolean) =>
  t(on ? "common.is_on" : "common.is_off", { what: label });

function Switch({ label, slot, on, off, onToggle, children }: SwitchProps) {
  const isOn = slot.state === "on";
  return (
    <div className="switch-place">
      <button
        type="button"
        className="round"
        aria-label={label}
        aria-pressed={isOn}
        aria-busy={slot.state === "asking"}
        title={titled(label, isOn)}
        onClick={onToggle}
      >
        {slot.state === "asking" ? <Spinner /> : isOn ? on : off}
      </button>
      {children}
    </div>
  );
}

function BlurSwitch({
  state,
  onChoose,
}: {
  state: BackgroundState;
  onChoose: (on: boolean) => void;
}) {
  const label = t("prejoin.blur");
  return (
    <button
      type="button"
      className="round quiet preview-corner"
      aria-label={label}
      aria-pressed={state.wanted}
      aria-busy={state.phase === "starting"}
      title={titled(label, state.wanted)}
      onClick={() => onChoose(!state.wanted)}
    >
      {state.phase === "starting" ? <Spinner /> : <Aperture />}
    </button>
  );
}
