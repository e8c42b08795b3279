import type { Room } from "livekit-client";
import { Suspense, useState } from "react";
import { lazily } from "../../components/lazily.ts";
import { Spinner } from "../../components/Spinner.tsx";
import { t } from "../../texts/index.ts";
import type { Session } from "./session.ts";
import "./devices.css";

const DeviceChoices = lazily(() => import("./DeviceChoices.tsx"));

/** Cameras, microphones and speakers, in a panel over the toolbar. The browser closes it (Esc, a press elsewhere). */
export function DevicePanel({
  id,
  room,
  session,
  onToggle,
}: {
  id: string;
  room: Room;
  session: Session;
  onToggle: (open: boolean) => void;
}) {
  const [open, setOpen] = useState(false);
  return (
    <div
      id={id}
      popover="auto"
      role="dialog"
      aria-label={t("call.devices")}
      className="devices"
      onToggle={(event) => {
        const isOpen = event.newState === "open";
        setOpen(isOpen);
        onToggle(isOpen);
      }}
    >
      {open && (
        <Suspense fallback={<Spinner />}>
          <DeviceChoices room={room} session={session} />
        </Suspense>
      )}
    </div>
  );
}
