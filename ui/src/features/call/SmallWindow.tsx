import { Maximize2, Mic, MicOff, Phone, Video, VideoOff } from "lucide-react";
import { useEffect } from "react";
import { createPortal } from "react-dom";
import { t } from "../../texts/index.ts";
import type { Person } from "./people.ts";
import type { Session, SessionState } from "./session.ts";
import { Tile } from "./Tile.tsx";
import { Tool } from "./Tool.tsx";
import { type KeyDeeds, useKeys } from "./useKeys.ts";
import "./small.css";

export interface SmallWindowProps {
  small: Window;
  person: Person | undefined;
  me: Person | undefined;
  session: Session;
  state: SessionState;
  keys: KeyDeeds;
  onClose: () => void;
}

/** The call in a window over other programs: who speaks, and the buttons one can't do without. */
export function SmallWindow({
  small,
  person,
  me,
  session,
  state,
  keys,
  onClose,
}: SmallWindowProps) {
  useKeys(keys, small);
  useEffect(() => {
    small.addEventListener("pagehide", onClose);
    return () => {
      small.removeEventListener("pagehide", onClose);
      small.close();
    };
  }, [small, onClose]);
  const microphone = me?.microphone ?? false;
  const camera = Boolean(me?.camera);
  return createPortal(
    <main className="call small-window">
      <h1 className="unseen">{small.document.title}</h1>
      {person && <Tile person={person} />}
      <div role="toolbar" aria-label={t("call.controls")} className="bar-tools" data-size="discs">
        <Tool
          label={t("call.microphone")}
          pressed={microphone}
          busy={state.busy.microphone}
          icon={microphone ? <Mic /> : <MicOff />}
          onPress={() => session.toggle("microphone")}
        />
        <Tool
          label={t("call.camera")}
          pressed={camera}
          busy={state.busy.camera}
          icon={camera ? <Video /> : <VideoOff />}
          onPress={() => session.toggle("camera")}
        />
        <Tool label={t("call.pip_back")} icon={<Maximize2 />} onPress={onClose} />
        <Tool
          label={t("call.leave")}
          look="leave"
          icon={<Phone />}
          onPress={() => session.leave()}
        />
      </div>
    </main>,
    small.document.body,
  );
}
