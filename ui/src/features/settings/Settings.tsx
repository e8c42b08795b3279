import { useCallback, useEffect, useId, useRef, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { Select } from "../../components/Select.tsx";
import { TextField } from "../../components/TextField.tsx";
import { notify } from "../../components/Toast.tsx";
import { sentenceOf } from "../../platform/api.ts";
import { type SettingKey, type SettingsView, usePlatform } from "../../platform/index.ts";
import { t } from "../../texts/index.ts";
import { appearances, appearanceWords, showAppearance } from "./appearance.ts";
import {
  changesOf,
  type Draft,
  draftOf,
  fieldOf,
  fixedWords,
  hintOf,
  isFixed,
  isNumber,
  isSecret,
  isSet,
  labelOf,
  type Problems,
  ports,
  problemsOf,
} from "./fields.ts";
import "./settings.css";

export interface SettingsProps {
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  /** How many people a restart would disturb. */
  inside: number;
  onRestart: () => void;
}

export function Settings({ isOpen, onOpenChange, inside, onRestart }: SettingsProps) {
  return (
    <Dialog title={t("settings.title")} isOpen={isOpen} onOpenChange={onOpenChange}>
      {(close) => <Form inside={inside} onRestart={onRestart} onClose={close} />}
    </Dialog>
  );
}

interface FormProps {
  inside: number;
  onRestart: () => void;
  onClose: () => void;
}

function Form({ inside, onRestart, onClose }: FormProps) {
  const platform = usePlatform();
  const form = useRef<HTMLFormElement>(null);
  const [view, setView] = useState<SettingsView | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [problems, setProblems] = useState<Problems>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const ids = {
    you: useId(),
    links: useId(),
    sharing: useId(),
    server: useId(),
    keeping: useId(),
    ports: useId(),
  };

  const load = useCallback(async () => {
    const loaded = await platform.settings();
    setView(loaded);
    setDraft(draftOf(loaded));
    return loaded;
  }, [platform]);

  useEffect(() => {
    load().catch((failure: unknown) => setProblem(sentenceOf(failure)));
  }, [load]);

  // The fields come after the dialog, which has taken the focus for itself by then.
  const loaded = view !== null;
  useEffect(() => {
    if (loaded) form.current?.querySelector<HTMLElement>("input:not([readonly])")?.focus();
  }, [loaded]);

  if (!view || !draft) {
    return (
      <>
        <p role={problem ? "alert" : undefined}>{problem ?? t("settings.reading")}</p>
        <div className="dialog-actions">
          <Button onPress={onClose}>{t("common.close")}</Button>
        </div>
      </>
    );
  }

  const edit = (key: SettingKey) => (value: string) => {
    setDraft({ ...draft, [key]: value });
    setProblems(({ [key]: _, ...others }) => others);
  };

  const changes = changesOf(view, draft);
  const edited = Object.keys(changes).length > 0;

  const save = async () => {
    const found = problemsOf(view, draft);
    setProblems(found);
    if (Object.keys(found).length > 0) {
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus(),
      );
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      await platform.saveSettings(changes);
      const now = await load();
      showAppearance(fieldOf(now, "appearance").value);
      if (now.restart_needed) return;
      notify(t("settings.saved"));
      onClose();
    } catch (failure) {
      setProblem(sentenceOf(failure));
    } finally {
      setBusy(false);
    }
  };

  const text = (key: SettingKey) => {
    const field = fieldOf(view, key);
    const fixed = isFixed(field);
    const secret = isSecret(field);
    const kept = secret && isSet(field);
    return (
      <TextField
        key={key}
        label={labelOf(key)}
        type={secret ? "password" : "text"}
        autoComplete="off"
        inputMode={isNumber(key) ? "numeric" : undefined}
        placeholder={kept ? t("settings.set") : undefined}
        value={draft[key]}
        onChange={edit(key)}
        isReadOnly={fixed}
        hint={fixed ? fixedWords(field) : kept ? t("settings.kept") : hintOf(key)}
        error={problems[key]}
        validationBehavior="aria"
      />
    );
  };

  const appearance = fieldOf(view, "appearance");
  const share = fieldOf(view, "share");
  return (
    <form
      ref={form}
      className="settings"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {view.restart_needed && (
        <div className="settings-restart" role="status">
          <p>
            {t("settings.restart_needed")}
            {inside > 0 && ` ${t("settings.restart_interrupts", { count: inside })}`}
          </p>
          <Button
            size="small"
            onPress={() => {
              onRestart();
              onClose();
            }}
          >
            {t("settings.restart")}
          </Button>
        </div>
      )}

      <fieldset aria-labelledby={ids.you}>
        <h3 id={ids.you}>{t("settings.you")}</h3>
        {text("name")}
        <Select
          label={labelOf("appearance")}
          choices={appearances.map((id) => ({ id, label: appearanceWords(id) }))}
          value={draft.appearance}
          onChange={(key) => edit("appearance")(`${key}`)}
          isDisabled={isFixed(appearance)}
          hint={isFixed(appearance) ? fixedWords(appearance) : undefined}
        />
        {text("browser")}
      </fieldset>

      <fieldset aria-labelledby={ids.links}>
        <h3 id={ids.links}>{t("settings.links")}</h3>
        {text("frontend_url")}
      </fieldset>

      <fieldset aria-labelledby={ids.sharing}>
        <h3 id={ids.sharing}>{t("settings.sharing")}</h3>
        <Select
          label={labelOf("share")}
          choices={[
            { id: "", label: t("settings.share_off") },
            { id: "lan", label: t("settings.share_lan") },
          ]}
          value={draft.share}
          onChange={(key) => edit("share")(`${key}`)}
          isDisabled={isFixed(share)}
          hint={isFixed(share) ? fixedWords(share) : undefined}
        />
        <div className="settings-pair">
          {text("tls_cert")}
          {text("tls_key")}
        </div>
        {text("trusted_proxies")}
      </fieldset>

      <fieldset aria-labelledby={ids.server}>
        <h3 id={ids.server}>{t("settings.server")}</h3>
        {text("livekit_url")}
        <div className="settings-pair">
          {text("livekit_api_key")}
          {text("livekit_api_secret")}
        </div>
        {text("livekit_server")}
      </fieldset>

      <fieldset aria-labelledby={ids.keeping}>
        <h3 id={ids.keeping}>{t("settings.keeping")}</h3>
        <div className="settings-pair">
          {text("keep_chat")}
          {text("keep_history")}
        </div>
      </fieldset>

      <fieldset aria-labelledby={ids.ports}>
        <h3 id={ids.ports}>{t("settings.ports")}</h3>
        <p className="field-hint">{t("settings.ports_hint")}</p>
        <div className="settings-ports">{ports.map(text)}</div>
      </fieldset>

      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <div className="dialog-actions settings-actions">
        <Button onPress={onClose}>{t(edited ? "common.cancel" : "common.close")}</Button>
        <Button type="submit" look="primary" isDisabled={!edited} isPending={busy}>
          {t("common.save")}
        </Button>
      </div>
    </form>
  );
}
