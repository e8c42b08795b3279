/** After Ask to join: where one stands, who hosts, and oneself as the others will see one. */
import { useEffect, useRef, useState } from "react";
import "../../texts/areas/lobby.ts";
import { Spinner } from "../../components/Spinner.tsx";
import type { Joined } from "../../guest/api.ts";
import type { Ending } from "../../guest/words.ts";
import { list } from "../../texts/formats.ts";
import { t } from "../../texts/index.ts";
import type { Capture } from "../prejoin/capture.ts";
import { Preview } from "../prejoin/Preview.tsx";
import { type Place, waitInLobby } from "./stream.ts";
import "../prejoin/prejoin.css";
import "./lobby.css";

export interface LobbyProps {
  meeting: string;
  title: string;
  name: string;
  capture: Capture;
  onAdmitted: (joined: Joined) => void;
  /** `words`: a sentence of the host's, instead of ours. */
  onEnd: (ending: Ending, words?: string | null) => void;
  /** Back to the page before, without having been let in. */
  onBack: () => void;
}

/** What the app's codes mean for somebody who waited. */
const endings: Record<string, Ending> = {
  meeting_not_found: "not_found",
  meeting_ended: "closed",
  meeting_locked: "locked",
  meeting_full: "full",
  removed_by_host: "removed",
};

export default function Lobby(props: LobbyProps) {
  const { meeting, title, name, capture, onBack } = props;
  const { place, trouble, slow } = useWait(props);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const hosts = place?.hosts ?? [];

  return (
    <main className="prejoin lobby">
      <header className="prejoin-head">
        <h1 ref={heading} tabIndex={-1}>
          {t("lobby.waiting")}
        </h1>
        <p className="prejoin-inside">{title || meeting}</p>
      </header>

      <Preview capture={capture} />

      <div className="lobby-card">
        <div className="lobby-words" role="status">
          {trouble ? (
            <p className="lobby-place">
              <Spinner /> {t(trouble === "many" ? "lobby.many" : "lobby.reconnecting")}
            </p>
          ) : place ? (
            <>
              <p className="lobby-place">
                {place.of <= 1 || place.place <= 1
                  ? t("lobby.next")
                  : t("lobby.place", { place: place.place, of: place.of })}
              </p>
              <p>
                {hosts.length > 0
                  ? t("lobby.hosts", { count: hosts.length, names: list(hosts) })
                  : t("lobby.no_host")}
              </p>
            </>
          ) : (
            <p className="lobby-place">
              <Spinner /> {t("lobby.asking")}
            </p>
          )}
          {slow && !place && !trouble && <p>{t("lobby.slow")}</p>}
          <p>{t("lobby.as", { name })}</p>
        </div>
        <button type="button" className="button" onClick={onBack}>
          {t("lobby.stop")}
        </button>
      </div>
    </main>
  );
}

const patience = 8_000;

function useWait({ meeting, name, onAdmitted, onEnd }: LobbyProps) {
  const [place, setPlace] = useState<Place | null>(null);
  const [trouble, setTrouble] = useState<"reconnecting" | "many" | null>(null);
  const [slow, setSlow] = useState(false);
  const then = useRef({ onAdmitted, onEnd });
  then.current = { onAdmitted, onEnd };
  useEffect(() => {
    const leaving = new AbortController();
    const timer = setTimeout(() => setSlow(true), patience);
    const steps = {
      onPlace: (next: Place) => {
        setPlace(next);
        setTrouble(null);
      },
      onTrouble: setTrouble,
    };
    void waitInLobby(meeting, name, steps, leaving.signal).then(
      (answer) => {
        if (!answer || leaving.signal.aborted) return;
        if (answer.is === "admitted") then.current.onAdmitted(answer.joined);
        else if (answer.is === "denied") then.current.onEnd("denied", answer.words);
        else then.current.onEnd(endings[answer.code] ?? "lost");
      },
      () => then.current.onEnd("failed"),
    );
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [meeting, name]);
  return { place, trouble, slow };
}
