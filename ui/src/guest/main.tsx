// First, see there.
import "./arrival.ts";
import { Suspense } from "react";
import { createRoot } from "react-dom/client";
import { ErrorBoundary } from "../components/ErrorBoundary.tsx";
import { lazily } from "../components/lazily.ts";
import "../styles/base.css";
import "../components/button.css";
import "../components/field.css";
import "./guest.css";
import "../texts/areas/common.ts";
import "../texts/areas/endings.ts";
import "../texts/areas/lobby.ts";
import "../texts/areas/prejoin.ts";
import type { Seal } from "../features/call/cover.ts";
import { type Page, speak } from "../texts/index.ts";
import { enterAsHost, type HostEntry } from "./api.ts";
import { early, hostCode, lobby, place, sealed, title, unknown, warms } from "./arrival.ts";
import { Door } from "./Door.tsx";
import { Guest } from "./Guest.tsx";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

const SealedMeeting = lazily(() => import("../features/e2ee/SealedMeeting.tsx"));

const id = place.at === "meeting" ? place.id : "";
const code = id ? hostCode : null;
let entry: Promise<HostEntry> | null = null;
/**
 * The host's way in, where the host's app sent us here: by the exchange of its code the app knows that
 * this browser shows the call. One that can't is left out, so that the app tries the next.
 */
const enterByCode =
  code && "RTCPeerConnection" in globalThis
    ? () => {
        entry ??= enterAsHost(id, code);
        return entry;
      }
    : null;

const guest = (meeting: string, seal: Seal | null) => (
  <Guest
    meeting={meeting}
    title={title}
    enterAsHost={enterByCode}
    lobby={lobby}
    warms={warms}
    early={early}
    unknown={unknown}
    seal={seal}
  />
);

void speak(import.meta.glob<Page>("../texts/*/guest-page.ts")).then(() =>
  createRoot(root).render(
    <ErrorBoundary>
      {place.at === "door" ? (
        <Door />
      ) : sealed ? (
        <Suspense fallback={null}>
          <SealedMeeting meeting={id} check={sealed} enterAsHost={enterByCode}>
            {(seal) => guest(id, seal)}
          </SealedMeeting>
        </Suspense>
      ) : (
        guest(id, null)
      )}
    </ErrorBoundary>,
  ),
);
