/** How the server and each door are, and what to do; and Confab's check of itself. */
import type { Server } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import type { House } from "../../platform/index.ts";
import { t } from "../../texts/index.ts";
import { HostDoctor } from "../selfcheck/HostDoctor.tsx";
import { type Told, tellDoor, tellServer } from "./model/words.ts";

export interface StatusPanelProps {
  house: House | null;
  server: Server | null;
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  onRetry: () => void;
  onSettings: () => void;
}

const order = { guest: 0, local: 1, signal: 2 } as const;

export function StatusPanel({
  house,
  server,
  isOpen,
  onOpenChange,
  onRetry,
  onSettings,
}: StatusPanelProps) {
  const doors = [...(house?.doors ?? [])].sort((a, b) => order[a.door] - order[b.door]);
  const parts: Told[] = [tellServer(server), ...doors.map(tellDoor)];
  const wrong = parts.some((part) => part.tone === "trouble");
  return (
    <Dialog
      title={t("window.how_things_are")}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      actions={(close) => (
        <>
          {wrong && (
            <>
              <Button
                look="quiet"
                onPress={() => {
                  close();
                  onSettings();
                }}
              >
                {t("settings.title")}
              </Button>
              <Button
                look="primary"
                onPress={() => {
                  close();
                  onRetry();
                }}
              >
                {t("common.try_again")}
              </Button>
            </>
          )}
          <Button onPress={close}>{t("common.close")}</Button>
        </>
      )}
    >
      {house?.problem && <p className="status-problem">{house.problem.detail}</p>}
      <dl className="status">
        {parts.map((part) => (
          <div key={part.name} data-tone={part.tone}>
            <dt>
              <span className="strip-dot" aria-hidden="true" />
              {part.name}
              <span className="status-state">{part.state}</span>
            </dt>
            <dd>{part.detail}</dd>
            {part.remedy && <dd className="status-remedy">{part.remedy}</dd>}
          </div>
        ))}
      </dl>
      {house?.phase === "ready" && (
        <HostDoctor guests={doors.find(({ door }) => door === "guest")?.url ?? null} />
      )}
    </Dialog>
  );
}
