/** Sharing on the network: the switch, which meetings, by which addresses, and what works from where. */
import { useState } from "react";
import type { Sharing, SharingChange } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { RadioGroup } from "../../components/RadioGroup.tsx";
import { Spinner } from "../../components/Spinner.tsx";
import { Switch } from "../../components/Switch.tsx";
import { sentenceOf } from "../../platform/api.ts";
import { t } from "../../texts/index.ts";
import { usePlace } from "../meetings/context.ts";
import { Addresses } from "./Addresses.tsx";
import { Certificate } from "./Certificate.tsx";
import { isOn, type SharingStore } from "./model/store.ts";
import { openOnes } from "./model/words.ts";
import { useSharing } from "./useSharing.ts";
import { Where } from "./Where.tsx";
import "./sharing.css";

export interface SharingPanelProps {
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
}

export function SharingPanel({ isOpen, onOpenChange }: SharingPanelProps) {
  const { sharing: store } = usePlace();
  const sharing = useSharing();
  return (
    <Dialog
      title={t("sharing.panel")}
      size="wide"
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      actions={(close) => <Button onPress={close}>{t("common.close")}</Button>}
    >
      {sharing === null ? <Unread store={store} /> : <Panel store={store} sharing={sharing} />}
    </Dialog>
  );
}

/** Not told yet, or not readable. */
function Unread({ store }: { store: SharingStore }) {
  const [problem, setProblem] = useState<string | null>(null);
  const again = async () => {
    setProblem(null);
    await store.read().catch((failure: unknown) => setProblem(sentenceOf(failure)));
  };
  return problem === null ? (
    <div className="sharing-state" role="status">
      <p>
        <Spinner /> {t("sharing.reading")}
      </p>
      <Button size="small" onPress={() => void again()}>
        {t("common.try_again")}
      </Button>
    </div>
  ) : (
    <div className="sharing-state" role="alert">
      <p>{problem}</p>
      <Button size="small" onPress={() => void again()}>
        {t("common.try_again")}
      </Button>
    </div>
  );
}

function Panel({ store, sharing }: { store: SharingStore; sharing: Sharing }) {
  const [problem, setProblem] = useState<string | null>(null);
  const on = isOn(sharing);
  const fixed = sharing.from_environment;

  const change = async (wanted: SharingChange) => {
    // Nothing is switched off meanwhile: the focus would be lost with it.
    setProblem(null);
    await store.change(wanted).catch((failure: unknown) => setProblem(sentenceOf(failure)));
  };

  return (
    <div className="sharing">
      <Switch
        isSelected={on || sharing.state === "failed"}
        isDisabled={fixed}
        onChange={(on) => void change({ on })}
        hint={fixed ? t("settings.fixed_by", { variable: "CONFAB_SHARE" }) : t("sharing.hint")}
      >
        {t("sharing.title")}
      </Switch>
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <State sharing={sharing} onAgain={() => void change({ on: true })} />
      {on && (
        <RadioGroup
          label={t("sharing.scope")}
          hint={sharing.scope === "chosen" ? t("sharing.scope_hint") : undefined}
          choices={[
            { id: "all", label: t("sharing.scope_all") },
            { id: "chosen", label: t("sharing.scope_chosen") },
          ]}
          value={sharing.scope}
          onChange={(scope) => void change({ scope: scope as Sharing["scope"] })}
        />
      )}
      {on && sharing.addresses.length > 0 && (
        <Addresses sharing={sharing} onChange={(wanted) => void change(wanted)} />
      )}
      {on && sharing.certificate && <Certificate certificate={sharing.certificate} />}
      <Where sharing={sharing} />
    </div>
  );
}

/** What is in the way, or being waited for. */
function State({ sharing, onAgain }: { sharing: Sharing; onAgain: () => void }) {
  if (sharing.state === "starting") {
    return (
      <p className="sharing-state" role="status">
        <Spinner /> {t("sharing.starting")}
      </p>
    );
  }
  if (sharing.state === "failed") {
    return (
      <div className="sharing-state" role="alert">
        <p>{sharing.detail ?? t("sharing.failed")}</p>
        <Button size="small" onPress={onAgain}>
          {t("common.try_again")}
        </Button>
      </div>
    );
  }
  if (sharing.state !== "on") return null;
  const sentence =
    sharing.detail ?? (openOnes(sharing).length === 0 ? t("sharing.no_network") : null);
  return (
    sentence && (
      <p className="sharing-state" role="status">
        {sentence}
      </p>
    )
  );
}
