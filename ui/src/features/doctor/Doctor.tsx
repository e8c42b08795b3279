import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { Sign } from "../../components/Sign.tsx";
import { Spinner } from "../../components/Spinner.tsx";
import "../../texts/areas/doctor.ts";
import { t } from "../../texts/index.ts";
import { SpeakerTest } from "../prejoin/SpeakerTest.tsx";
import { type Name, names, type Result, verdict } from "./checks.ts";
import type { Held } from "./devices.ts";
import { Examination } from "./examination.ts";
import { report, surroundings } from "./report.ts";
import { wordsOf } from "./words.ts";
import "./doctor.css";

/** Runs through all checks at once, and says of each what was found and what helps. */
export default function Doctor({ held }: { held: Held }) {
  const examination = useMemo(() => new Examination(held), [held]);
  const results = useSyncExternalStore(examination.subscribe, examination.snapshot);
  const whole = verdict(results);
  const begun = useRef(false);
  const run = useCallback(() => void examination.run(), [examination]);
  useEffect(() => {
    // Development mounts twice; one examination is enough.
    if (begun.current) return;
    begun.current = true;
    run();
  }, [run]);

  return (
    <div className="doctor">
      <p className="doctor-verdict" role="status" data-verdict={whole}>
        {whole === "running" && <Spinner />}
        {t(whole === "running" ? "doctor.running" : `doctor.verdict_${whole}`)}
      </p>
      <ul className="doctor-checks">
        {names.map((name) => (
          <Row key={name} name={name} result={results[name]} />
        ))}
      </ul>
      <div className="doctor-actions">
        <button
          type="button"
          className="button small"
          aria-disabled={whole === "running"}
          onClick={() => whole !== "running" && run()}
        >
          {t("doctor.again")}
        </button>
        <CopyReport ready={whole !== "running"} text={() => report(results, surroundings())} />
      </div>
    </div>
  );
}

function Row({ name, result }: { name: Name; result: Result }) {
  const { state, finding } = result;
  const { sentence, remedy } = wordsOf(name, result);
  return (
    <li className="doctor-check" data-check={name} data-state={state} data-finding={finding ?? ""}>
      <Sign state={state} />
      <div className="doctor-words">
        <div className="doctor-name">
          <strong>{t(`doctor.name_${name}`)}</strong>
          <span className="doctor-state">{t(`doctor.state_${state}`)}</span>
        </div>
        {sentence && <p>{sentence}</p>}
        {remedy && (
          <p className="doctor-remedy">
            <strong>{t("doctor.remedy")}:</strong> {remedy}
          </p>
        )}
        {name === "speaker" && state !== "waiting" && state !== "running" && <SpeakerTest />}
      </div>
    </li>
  );
}

/** Copies; where the browser refuses (plain http), shows the text to be selected. */
function CopyReport({ ready, text }: { ready: boolean; text: () => string }) {
  const [done, setDone] = useState<"copied" | "refused" | null>(null);
  async function copy() {
    if (!ready) return;
    try {
      await navigator.clipboard.writeText(text());
      setDone("copied");
    } catch {
      setDone("refused");
    }
  }
  return (
    <>
      <button type="button" className="button small" aria-disabled={!ready} onClick={copy}>
        {t("doctor.copy")}
      </button>
      <p role="status" className="doctor-copied">
        {done && t(done === "copied" ? "doctor.copied" : "doctor.copy_failed")}
      </p>
      {done === "refused" && (
        <textarea
          className="field-input doctor-report"
          aria-label={t("doctor.report")}
          readOnly
          rows={8}
          value={text()}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
    </>
  );
}
