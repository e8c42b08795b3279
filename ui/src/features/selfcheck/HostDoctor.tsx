import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Sign } from "../../components/Sign.tsx";
import { notify } from "../../components/Toast.tsx";
import { sendThrough, sentenceOf } from "../../platform/api.ts";
import { usePlatform } from "../../platform/index.ts";
import "../../texts/areas/selfcheck.ts";
import { t } from "../../texts/index.ts";
import { type Check, report, type SelfCheck, tell, wanting } from "./model.ts";
import "./selfcheck.css";

/** Has Confab check itself, and says what it found. `guests`: where the guest page is, while it is open. */
export function HostDoctor({ guests }: { guests: string | null }) {
  const platform = usePlatform();
  const [found, setFound] = useState<SelfCheck | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const check = async () => {
    setBusy(true);
    setProblem(null);
    try {
      setFound(await sendThrough(platform)<SelfCheck>("POST", "/doctor/host"));
    } catch (failure) {
      setProblem(sentenceOf(failure));
    } finally {
      setBusy(false);
    }
  };

  const copy = (text: string, done: string) =>
    void platform.copy(text).then(
      () => notify(done),
      () => notify(t("selfcheck.not_copied")),
    );

  const count = found ? wanting(found) : 0;
  return (
    <section className="selfcheck" aria-label={t("selfcheck.begin")}>
      <div className="selfcheck-actions">
        <Button isPending={busy} onPress={() => void check()}>
          {t("selfcheck.begin")}
        </Button>
        {found && (
          <Button look="quiet" onPress={() => copy(report(found), t("selfcheck.copied"))}>
            {t("selfcheck.copy")}
          </Button>
        )}
      </div>
      <p role="status" className="selfcheck-verdict">
        {busy
          ? t("selfcheck.running")
          : found && (count ? t("selfcheck.found", { count }) : t("selfcheck.good"))}
      </p>
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      {found && (
        <ul className="selfcheck-list">
          {found.checks.map((one) => (
            <Row
              key={`${one.check} ${one.subject}`}
              check={one}
              onCopy={(command) => copy(command, t("selfcheck.command_copied"))}
            />
          ))}
        </ul>
      )}
      {found && guests && (
        <p className="selfcheck-browser">
          {t("selfcheck.browser")} <code>{`${guests}/#check`}</code>
        </p>
      )}
    </section>
  );
}

function Row({ check, onCopy }: { check: Check; onCopy: (command: string) => void }) {
  const { name, sentence, remedy } = tell(check);
  return (
    <li data-check={check.check} data-state={check.state} data-finding={check.finding}>
      <Sign state={check.state} />
      <div className="selfcheck-words">
        <div className="selfcheck-name">
          <strong>{name}</strong>
          <span className="selfcheck-state">{t(`selfcheck.state_${check.state}`)}</span>
        </div>
        <p>{sentence}</p>
        {remedy && (
          <p className="selfcheck-remedy">
            <strong>{t("selfcheck.remedy")}:</strong> {remedy}
          </p>
        )}
        {check.commands.map(({ command, firewall }) => (
          <div className="selfcheck-command" key={command}>
            <code>{command}</code>
            <Button
              size="small"
              look="quiet"
              aria-label={`${t("selfcheck.copy_command")} (${firewall})`}
              onPress={() => onCopy(command)}
            >
              {t("selfcheck.copy_command")}
            </Button>
          </div>
        ))}
      </div>
    </li>
  );
}
