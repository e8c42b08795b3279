import { StrictMode } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { createRoot } from "react-dom/client";
import { ErrorBoundary } from "../components/ErrorBoundary.tsx";
import { showAppearance } from "../features/settings/appearance.ts";
import { currentPlatform, PlatformProvider } from "../platform/index.ts";
import { locale, type Page, speak } from "../texts/index.ts";
import { Window } from "./Window.tsx";
import "../styles/base.css";
import "../texts/areas/common.ts";
import "../texts/areas/console.ts";
import "../texts/areas/seal.ts";
import "../texts/areas/settings.ts";
import "../texts/areas/sharing.ts";
import "../texts/areas/window.ts";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

await speak(import.meta.glob<Page>("../texts/*/window-page.ts"));
const platform = await currentPlatform();

platform.settings().then(
  ({ fields }) => showAppearance(fields.find(({ key }) => key === "appearance")?.value ?? null),
  () => showAppearance(null),
);

createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <I18nProvider locale={locale}>
        <PlatformProvider value={platform}>
          <Window />
        </PlatformProvider>
      </I18nProvider>
    </ErrorBoundary>
  </StrictMode>,
);
