import { ChevronUp, Mic, MicOff, MonitorUp, MonitorX, Phone, Video, VideoOff } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { Spinner } from "../../components/Spinner.tsx";
import { DevicePanel } from "./DevicePanel.tsx";
import type { Person } from "./people.ts";
import type { Session, SessionState } from "./session.ts";

export interface ToolbarProps {
  title: string;
  me: Person | undefined;
  count: number;
  session: Session;
  state: SessionState;
}

const canShareScreen = () =>
  typeof navigator.mediaDevices?.getDisplayMedia === "function" &&
  !matchMedia("(pointer: coarse) and (max-width: 600px)").matches;

export function Toolbar({ title, me, count, session, state }: ToolbarProps) {
  const [panelOpen, setPanelOpen] = useState(false);
  const hidden = useAutohide(panelOpen || state.phase !== "connected");
  const guard = useTapGuard(hidden);
  const microphone = me?.microphone ?? false;
  const camera = Boolean(me?.camera);
  const sharing = Boolean(me?.screen);
  const waiting = state.phase === "connecting";

  return (
    <footer className="bar" data-hidden={hidden || undefined} {...guard}>
      <p className="bar-about">
        <span className="bar-title">{title}</span>
        {!waiting && <span>{count === 1 ? "Only you" : `${count} people`}</span>}
      </p>
      <div role="toolbar" aria-label="Call controls" className="bar-tools" onKeyDown={byArrows}>
        <Tool
          label="Microphone"
          pressed={microphone}
          busy={state.busy.microphone}
          disabled={waiting}
          icon={microphone ? <Mic /> : <MicOff />}
          onPress={() => session.toggle("microphone")}
        />
        <Tool
          label="Camera"
          pressed={camera}
          busy={state.busy.camera}
          disabled={waiting}
          icon={camera ? <Video /> : <VideoOff />}
          onPress={() => session.toggle("camera")}
        />
        <button
          type="button"
          className="chevron"
          aria-label="Choose devices"
          aria-haspopup="dialog"
          aria-expanded={panelOpen}
          popoverTarget="devices"
          title="Choose devices"
        >
          <ChevronUp aria-hidden="true" />
        </button>
        {canShareScreen() && (
          <Tool
            label="Share screen"
            pressed={sharing}
            quietWhenOff
            busy={state.busy.screen}
            disabled={waiting}
            icon={sharing ? <MonitorX /> : <MonitorUp />}
            onPress={() => session.shareScreen(!sharing)}
          />
        )}
        <Tool label="Leave" look="leave" icon={<Phone />} onPress={() => session.leave()} />
      </div>
      <DevicePanel id="devices" room={session.room} session={session} onToggle={setPanelOpen} />
    </footer>
  );
}

interface ToolProps {
  label: string;
  icon: ReactNode;
  onPress: () => void;
  pressed?: boolean;
  /** Off is the usual state: nothing to warn about. */
  quietWhenOff?: boolean;
  busy?: boolean;
  disabled?: boolean;
  look?: "leave";
}

function Tool({ label, icon, onPress, pressed, quietWhenOff, busy, disabled, look }: ToolProps) {
  return (
    <button
      type="button"
      className="tool"
      data-look={look ?? (quietWhenOff ? "quiet" : undefined)}
      aria-label={label}
      aria-pressed={pressed}
      aria-busy={busy || undefined}
      aria-disabled={disabled || undefined}
      title={pressed === undefined ? label : `${label} ${pressed ? "on" : "off"}`}
      onClick={() => {
        if (!disabled) onPress();
      }}
    >
      <span className="tool-disc">{busy ? <Spinner /> : icon}</span>
      <span className="tool-word" aria-hidden="true">
        {label}
      </span>
    </button>
  );
}

/** Arrows move along the toolbar; Tab works as everywhere. */
function byArrows(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowRight: 1, ArrowLeft: -1, Home: "first", End: "last" }[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>("button")];
  const at = buttons.indexOf(document.activeElement as HTMLElement);
  const forward = getComputedStyle(event.currentTarget).direction === "rtl" ? -1 : 1;
  const next =
    step === "first"
      ? 0
      : step === "last"
        ? buttons.length - 1
        : (at + Number(step) * forward + buttons.length) % buttons.length;
  buttons[next]?.focus();
  event.preventDefault();
}

const restAfter = 4_000;

/**
 * True once a pointer has rested for four seconds. Someone who never moves a pointer, or used the
 * keyboard last, keeps the toolbar; so does a focus inside it and an open panel.
 */
function useAutohide(keep: boolean): boolean {
  const [hidden, setHidden] = useState(false);
  const kept = useRef(keep);
  kept.current = keep;
  useEffect(() => {
    if (keep) setHidden(false);
  }, [keep]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      clearTimeout(timer);
      setHidden(false);
    };
    const rest = () => {
      const focused = document.querySelector(".bar :focus-visible");
      if (!kept.current && !focused) setHidden(true);
      else timer = setTimeout(rest, restAfter);
    };
    const onPointer = () => {
      show();
      timer = setTimeout(rest, restAfter);
    };
    addEventListener("pointermove", onPointer, { passive: true });
    addEventListener("pointerdown", onPointer, { passive: true });
    addEventListener("keydown", show);
    addEventListener("focusin", show);
    return () => {
      clearTimeout(timer);
      removeEventListener("pointermove", onPointer);
      removeEventListener("pointerdown", onPointer);
      removeEventListener("keydown", show);
      removeEventListener("focusin", show);
    };
  }, []);
  return hidden && !keep;
}

/** A finger that brings the hidden toolbar back must not press the button that appears under it. */
function useTapGuard(hidden: boolean) {
  const swallow = useRef(false);
  return {
    onPointerDownCapture: (event: React.PointerEvent) => {
      swallow.current = hidden && event.pointerType === "touch";
    },
    onClickCapture: (event: React.MouseEvent) => {
      if (!swallow.current) return;
      swallow.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
