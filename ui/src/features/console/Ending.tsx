/** The meeting ends for everybody; until then the host can think again. */
import type { Meeting } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { t } from "../../texts/index.ts";
import type { HostDeeds } from "./deeds.ts";
import { useNow } from "./useNow.ts";
import "./ending.css";

export interface EndingProps {
  meeting: Meeting;
  endingAt: string;
  deeds: HostDeeds;
  small?: boolean;
}

export function Ending({ meeting, endingAt, deeds, small = false }: EndingProps) {
  const now = useNow(250);
  const seconds = Math.max(0, Math.ceil((Date.parse(endingAt) - now) / 1000));
  return (
    <div className="ending">
      {/* Read once, not every second. */}
      <p role="timer" aria-live="off">
        {t("console.ending", { seconds })}
      </p>
      <Button size="small" autoFocus={!small} onPress={() => void deeds.goOn(meeting)}>
        {t("console.dont_end")}
      </Button>
      {!small && (
        <Button size="small" look="danger" onPress={() => void deeds.end(meeting, 0)}>
          {t("console.end_now")}
        </Button>
      )}
    </div>
  );
}
