import { Spinner } from "../../components/Spinner.tsx";
import { t } from "../../texts/index.ts";
import { useWaited } from "./useWaited.ts";
import "./connecting.css";

/** Nothing for 150 ms, a skeleton for a second, then words, then what one can do. */
export function Connecting({ since, onGiveUp }: { since: number; onGiveUp: () => void }) {
  const waited = useWaited(since, [150, 1_000, 8_000]);
  return (
    <div className="connecting" data-waited={waited}>
      {waited >= 150 && <span className="skeleton connecting-tile" aria-hidden="true" />}
      <div className="connecting-words" role="status">
        {waited >= 1_000 && (
          <h2>
            <Spinner /> {t("call.connecting")}
          </h2>
        )}
        {waited >= 8_000 && <p>{t("call.connecting_long")}</p>}
      </div>
      {waited >= 8_000 && (
        <button type="button" className="button" onClick={onGiveUp}>
          {t("call.stop_trying")}
        </button>
      )}
    </div>
  );
}
