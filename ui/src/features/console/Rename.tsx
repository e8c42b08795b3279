import { useState } from "react";
import type { Person } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { TextField } from "../../components/TextField.tsx";
import { sentenceOf } from "../../platform/api.ts";
import { t } from "../../texts/index.ts";

export interface RenameProps {
  person: Person;
  onSave: (name: string) => Promise<void>;
  onClose: () => void;
}

const LONGEST = 100;

export function Rename({ person, onSave, onClose }: RenameProps) {
  const [name, setName] = useState(person.name);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const save = async () => {
    if (name.trim() === "") return setProblem(t("console.rename_none"));
    setBusy(true);
    try {
      await onSave(name.trim());
      onClose();
    } catch (failure) {
      setProblem(sentenceOf(failure));
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={t("console.rename_title", { name: person.name })}
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label={t("console.rename_name")}
          hint={t("console.rename_hint")}
          value={name}
          onChange={setName}
          error={problem}
          maxLength={LONGEST}
          validationBehavior="aria"
          autoFocus
        />
        <div className="dialog-actions">
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" look="primary" isPending={busy}>
            {t("common.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
