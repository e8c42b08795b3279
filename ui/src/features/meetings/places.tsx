/** What stands where a list or a meeting will be: loading, empty, not found, in trouble. */
import type { ReactNode } from "react";
import { Button } from "../../components/Button.tsx";
import { Mark } from "../../components/Mark.tsx";
import { Skeleton } from "../../components/Spinner.tsx";
import { t } from "../../texts/index.ts";
import type { Waiting } from "./useWaiting.ts";
import "./places.css";

export function Loading({ stage, words }: { stage: Waiting; words: string }) {
  return (
    <div className="list-place" aria-busy="true">
      {stage !== "not_yet" &&
        [1, 2, 3, 4].map((row) => (
          <div className="row-skeleton" key={row}>
            <Skeleton width={`${80 - row * 9}%`} />
            <Skeleton width={`${60 - row * 5}%`} />
          </div>
        ))}
      {(stage === "words" || stage === "advice") && <p className="list-words">{words}</p>}
    </div>
  );
}

export interface NothingProps {
  stage: Waiting;
  starting: boolean;
  onSettings: () => void;
}

/** The pane while nothing is there to show: silent unless the wait grows long. */
export function Nothing({ stage, starting, onSettings }: NothingProps) {
  if (stage !== "advice") return <div className="place" />;
  return (
    <div className="place">
      <h2>{t("window.slow")}</h2>
      <p>{starting ? t("window.slow_server") : t("window.slow_list")}</p>
      {starting && <Button onPress={onSettings}>{t("settings.title")}</Button>}
    </div>
  );
}

export function Empty({ children }: { children: ReactNode }) {
  return (
    <div className="place">
      <span className="place-mark">
        <Mark />
      </span>
      <h2>{t("window.empty")}</h2>
      <p>{t("window.empty_words")}</p>
      {children}
    </div>
  );
}

export function NotFound({ query, onClear }: { query: string; onClear: () => void }) {
  return (
    <div className="list-place">
      <p className="list-words" role="status">
        {t("window.not_found", { query })}
      </p>
      <Button size="small" onPress={onClear}>
        {t("window.show_all")}
      </Button>
    </div>
  );
}

export function ListTrouble({ problem, onAgain }: { problem: string; onAgain: () => void }) {
  return (
    <div className="list-place trouble" role="alert">
      <p className="list-words">{problem}</p>
      <Button size="small" onPress={onAgain}>
        {t("common.try_again")}
      </Button>
    </div>
  );
}
