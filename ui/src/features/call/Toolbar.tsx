import {
  ChevronUp,
  Hand,
  MessageSquare,
  Mic,
  MicOff,
  MonitorUp,
  MonitorX,
  Phone,
  Smile,
  Users,
  Video,
  VideoOff,
} from "lucide-react";
import { Suspense, useRef, useState } from "react";
import { lazily } from "../../components/lazily.ts";
import { t } from "../../texts/index.ts";
import { byArrows } from "./arrows.ts";
import { useAutohide, useTapGuard } from "./autohide.ts";
import { useCover } from "./cover.ts";
import { Sealed } from "./coverParts.ts";
import { DevicePanel } from "./DevicePanel.tsx";
import { ariaCommand, withCommand } from "./keys.ts";
import { MoreMenu } from "./MoreMenu.tsx";
import type { Person } from "./people.ts";
import { usePrefs } from "./prefs.ts";
import type { PanelName } from "./SidePanel.tsx";
import type { Session, SessionState } from "./session.ts";
import { Tool } from "./Tool.tsx";
import { useTalk } from "./talk.ts";
import { planTools, type ToolName } from "./tools.ts";
import { useSize } from "./useSize.ts";
import "./toolbar.css";

const ReactionPicker = lazily(() => import("../reactions/ReactionPicker.tsx"));

export interface ToolbarProps {
  title: string;
  me: Person | undefined;
  count: number;
  session: Session;
  state: SessionState;
  panel: PanelName | null;
  onPanel: (panel: PanelName | null) => void;
  pip: boolean;
  onPip: () => void;
  onStats: () => void;
  onCheck: () => void;
  onKeys: () => void;
}

const canShareScreen = () =>
  typeof navigator.mediaDevices?.getDisplayMedia === "function" &&
  !matchMedia("(pointer: coarse) and (max-width: 600px)").matches;

const fingers = () => matchMedia("(pointer: coarse)").matches;

export function Toolbar({
  title,
  me,
  count,
  session,
  state,
  panel,
  onPanel,
  ...more
}: ToolbarProps) {
  const talk = useTalk();
  const cover = useCover();
  const { singleKeys } = usePrefs();
  const place = useRef<HTMLElement>(null);
  const { width } = useSize(place);
  const [devicesOpen, setDevicesOpen] = useState(false);
  const [moreOpen, setMoreOpen] = useState(false);
  const [reacting, setReacting] = useState(false);
  const open = devicesOpen || moreOpen || reacting || panel !== null;
  const hidden = useAutohide(open || state.phase !== "connected");
  const guard = useTapGuard(hidden);
  const microphone = me?.microphone ?? false;
  const camera = Boolean(me?.camera);
  const sharing = Boolean(me?.screen);
  const waiting = state.phase === "connecting";
  const raised = me ? talk.raised.has(me.identity) : false;

  const there: ToolName[] = [
    "microphone",
    "camera",
    "devices",
    ...(canShareScreen() ? (["share"] as const) : []),
    ...(talk.chat ? (["chat"] as const) : []),
    ...(talk.hands ? (["hand"] as const) : []),
    ...(talk.reactions ? (["react"] as const) : []),
    ...(talk.people ? (["people"] as const) : []),
    "more",
    "leave",
  ];
  // The chevron is too narrow for a finger: its place is in More then.
  const aside: readonly ToolName[] = fingers() ? ["devices"] : [];
  const plan = planTools(
    there.filter((name) => !aside.includes(name)),
    width,
  );
  const folded = [...aside, ...plan.folded];
  const single = (letter: string) => (singleKeys ? letter : undefined);
  const shows = (name: ToolName) => there.includes(name) && !folded.includes(name);
  const toggle = (name: PanelName) => onPanel(panel === name ? null : name);

  return (
    <footer
      ref={place}
      className="bar"
      data-size={plan.size}
      data-hidden={hidden || undefined}
      {...guard}
    >
      <p className="bar-about">
        <span className="bar-title">{title}</span>
        {!waiting && (
          <span>{count === 1 ? t("call.only_you") : t("call.people_count", { count })}</span>
        )}
        {cover && (
          <Suspense fallback={null}>
            <Sealed />
          </Suspense>
        )}
      </p>
      <div
        role="toolbar"
        aria-label={t("call.controls")}
        className="bar-controls"
        onKeyDown={byArrows}
      >
        <div className="bar-tools">
          <Tool
            label={t("call.microphone")}
            keys={withCommand("D")}
            ariaKeys={ariaCommand("D")}
            pressed={microphone}
            busy={state.busy.microphone}
            disabled={waiting}
            icon={microphone ? <Mic /> : <MicOff />}
            onPress={() => session.toggle("microphone")}
          />
          <Tool
            label={t("call.camera")}
            keys={withCommand("E")}
            ariaKeys={ariaCommand("E")}
            pressed={camera}
            busy={state.busy.camera}
            disabled={waiting}
            icon={camera ? <Video /> : <VideoOff />}
            onPress={() => session.toggle("camera")}
          />
          {shows("devices") && (
            <button
              type="button"
              className="chevron"
              aria-label={t("call.choose_devices")}
              aria-haspopup="dialog"
              aria-expanded={devicesOpen}
              popoverTarget="devices"
              title={t("call.choose_devices")}
            >
              <ChevronUp aria-hidden="true" />
            </button>
          )}
          {shows("share") && (
            <Tool
              label={t("call.share_screen")}
              word={t("call.share")}
              pressed={sharing}
              quietWhenOff
              busy={state.busy.screen}
              disabled={waiting}
              icon={sharing ? <MonitorX /> : <MonitorUp />}
              onPress={() => session.shareScreen(!sharing)}
            />
          )}
          {shows("chat") && (
            <Tool
              label={t("call.chat")}
              keys={single("C")}
              expanded={panel === "chat"}
              disabled={waiting}
              badge={talk.unread}
              badgeWords={t("call.new_messages", { count: talk.unread })}
              icon={<MessageSquare />}
              onPress={() => toggle("chat")}
            />
          )}
          {shows("hand") && (
            <Tool
              label={t("call.raise_hand")}
              keys={single("H")}
              pressed={raised}
              quietWhenOff
              disabled={waiting}
              icon={<Hand />}
              onPress={() => talk.raiseHand(!raised)}
            />
          )}
          {shows("react") && (
            <Tool
              label={t("call.react")}
              expanded={reacting}
              disabled={waiting}
              icon={<Smile />}
              onPress={() => setReacting(!reacting)}
            />
          )}
          {shows("people") && (
            <Tool
              label={t("call.people")}
              keys={single("P")}
              expanded={panel === "people"}
              disabled={waiting}
              icon={<Users />}
              onPress={() => toggle("people")}
            />
          )}
          <MoreMenu
            {...more}
            folded={folded}
            onPanel={toggle}
            onReact={() => setReacting(true)}
            onDevices={() => document.getElementById("devices")?.showPopover()}
            onToggle={setMoreOpen}
          />
        </div>
        <Tool
          label={t("call.leave")}
          look="leave"
          icon={<Phone />}
          onPress={() => session.leave()}
        />
      </div>
      {reacting && (
        <Suspense fallback={null}>
          <ReactionPicker onDone={() => setReacting(false)} />
        </Suspense>
      )}
      <DevicePanel id="devices" room={session.room} session={session} onToggle={setDevicesOpen} />
    </footer>
  );
}
