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
import { Door } from "./Door.tsx";
import { Guest } from "./Guest.tsx";
import { placeOf, takeHostCode } from "./place.ts";

const hostCode = takeHostCode();
const place = placeOf(location.pathname);
const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

/** The guest door answers 404 with this same page; where the browser tells, nothing needs asking. */
function arrivedUnknown(): boolean {
  const [arrival] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return arrival?.responseStatus === 404;
}

/** What the guest door wrote into the page, so that nothing has to be asked before it can greet. */
const told = (name: string) =>
  document.querySelector<HTMLMetaElement>(`meta[name="confab-${name}"]`)?.content.trim() ?? "";

/** By what the key of an encrypted meeting is known; such a meeting has a door of its own. */
const sealed = arrivedUnknown() ? "" : told("e2ee");
let entry: Promise<HostEntry> | null = null;
/**
 * The host's way in, where the host's app sent us here: by the exchange of its code the app knows that
 * this browser shows the call. One that can't is left out, so that the app tries the next.
 */
const enterByCode =
  hostCode && place.at === "meeting" && "RTCPeerConnection" in globalThis
    ? () => {
        entry ??= enterAsHost(place.id, hostCode);
        return entry;
      }
    : null;
const SealedMeeting = lazily(() => import("../features/e2ee/SealedMeeting.tsx"));

const guest = (meeting: string, seal: Seal | null) => (
  <Guest
    meeting={meeting}
    title={told("title")}
    enterAsHost={enterByCode}
    lobby={told("entry") === "lobby"}
    warms={told("entry") === ""}
    unknown={arrivedUnknown()}
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
          <SealedMeeting meeting={place.id} check={sealed} enterAsHost={enterByCode}>
            {(seal) => guest(place.id, seal)}
          </SealedMeeting>
        </Suspense>
      ) : (
        guest(place.id, null)
      )}
    </ErrorBoundary>,
  ),
);
