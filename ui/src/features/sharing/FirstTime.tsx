/** What guests' browsers ask before they show the page for the first time, so that a host can explain it. */
import { type ReactNode, useState } from "react";
import { Disclosure } from "../../components/Disclosure.tsx";
import { Tabs } from "../../components/Tabs.tsx";
import { t } from "../../texts/index.ts";
import { AndroidPicture, ChromePicture, FirefoxPicture, SafariPictures } from "./pictures.tsx";
import "./first-time.css";

type Browser = "chrome" | "firefox" | "safari" | "android";

export function FirstTime({ host }: { host: string }) {
  const [browser, setBrowser] = useState<Browser>("chrome");
  return (
    <section className="first-time">
      <Disclosure title={t("sharing.first_time")}>
        <p className="first-time-words">{t("sharing.first_time_words")}</p>
        <Tabs
          label={t("sharing.first_time")}
          selected={browser}
          onSelect={setBrowser}
          tabs={[
            {
              id: "chrome",
              label: t("sharing.chrome"),
              panel: (
                <Shown steps={[t("sharing.chrome_1"), t("sharing.chrome_2", { host })]}>
                  <ChromePicture />
                </Shown>
              ),
            },
            {
              id: "firefox",
              label: t("sharing.firefox"),
              panel: (
                <Shown steps={[t("sharing.firefox_1"), t("sharing.firefox_2")]}>
                  <FirefoxPicture />
                </Shown>
              ),
            },
            {
              id: "safari",
              label: t("sharing.safari"),
              panel: (
                <Shown
                  steps={[t("sharing.safari_1"), t("sharing.safari_2"), t("sharing.safari_3")]}
                  then={t("sharing.safari_then")}
                >
                  <SafariPictures />
                </Shown>
              ),
            },
            {
              id: "android",
              label: t("sharing.android"),
              panel: (
                <Shown steps={[t("sharing.android_1"), t("sharing.android_2", { host })]}>
                  <AndroidPicture />
                </Shown>
              ),
            },
          ]}
        />
      </Disclosure>
    </section>
  );
}

interface ShownProps {
  steps: readonly string[];
  then?: string;
  children: ReactNode;
}

function Shown({ steps, then, children }: ShownProps) {
  return (
    <div className="shown">
      <div className="drawings">{children}</div>
      <div className="shown-words">
        <ol>
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        {then && <p>{then}</p>}
      </div>
    </div>
  );
}
