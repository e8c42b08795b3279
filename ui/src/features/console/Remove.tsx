import { useState } from "react";
import type { Person } from "../../api/types.ts";
import { Checkbox } from "../../components/Checkbox.tsx";
import { t } from "../../texts/index.ts";
import { Ask } from "../meetings/Ask.tsx";

export interface RemoveProps {
  person: Person;
  onAgree: (newcomersWait: boolean) => Promise<void>;
  onClose: () => void;
}

export function Remove({ person, onAgree, onClose }: RemoveProps) {
  const [wait, setWait] = useState(true);
  return (
    <Ask
      title={t("console.remove_title", { name: person.name })}
      words={t("console.remove_words")}
      verb={t("console.remove")}
      onAgree={() => onAgree(wait)}
      onClose={onClose}
    >
      <div>
        <Checkbox isSelected={wait} onChange={setWait} aria-describedby="why-wait">
          {t("console.newcomers_wait")}
        </Checkbox>
        <p className="field-hint" id="why-wait">
          {t("console.newcomers_hint")}
        </p>
      </div>
    </Ask>
  );
}
