import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ErrorBoundary } from "../components/ErrorBoundary.tsx";
import { showAppearance } from "../features/settings/appearance.ts";
import { currentPlatform, PlatformProvider } from "../platform/index.ts";
import { Window } from "./Window.tsx";
import "../styles/base.css";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

const platform = await currentPlatform();

platform.settings().then(
  ({ fields }) => showAppearance(fields.find(({ key }) => key === "appearance")?.value ?? null),
  () => showAppearance(null),
);

createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <PlatformProvider value={platform}>
        <Window />
      </PlatformProvider>
    </ErrorBoundary>
  </StrictMode>,
);
