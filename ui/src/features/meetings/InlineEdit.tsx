/** A value that turns into a field: Enter or Save keeps it, Escape or Cancel does not. */
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { TextField } from "../../components/TextField.tsx";
import { sentenceOf } from "../../platform/api.ts";
import { t } from "../../texts/index.ts";
import "./inline-edit.css";

export interface InlineEditProps {
  label: string;
  value: string;
  /** What is wrong with a value, or null. */
  check?: (value: string) => string | null;
  numeric?: boolean;
  maxLength?: number;
  /** What stays for screen readers while the field stands in its place: a heading, for instance. */
  behind?: ReactNode;
  onSave: (value: string) => Promise<void>;
  children: (edit: () => void) => ReactNode;
}

export function InlineEdit({
  label,
  value,
  check,
  numeric,
  maxLength,
  behind,
  onSave,
  children,
}: InlineEditProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const shown = useRef<HTMLDivElement>(null);
  const editing = draft !== null;
  const wasEditing = useRef(false);

  useEffect(() => {
    if (editing) {
      const input = form.current?.querySelector("input");
      input?.focus();
      input?.select();
    } else if (wasEditing.current) {
      shown.current?.querySelector("button")?.focus();
    }
    wasEditing.current = editing;
  }, [editing]);

  if (draft === null) {
    return (
      <div className="inline-shown" ref={shown}>
        {children(() => {
          setProblem(null);
          setDraft(value);
        })}
      </div>
    );
  }

  const save = async () => {
    const wrong = check?.(draft) ?? null;
    setProblem(wrong);
    if (wrong !== null) return;
    if (draft === value) return setDraft(null);
    setBusy(true);
    try {
      await onSave(draft);
      setDraft(null);
    } catch (failure) {
      setProblem(sentenceOf(failure));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      ref={form}
      className="inline-edit"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        setDraft(null);
      }}
    >
      {behind}
      <TextField
        label={label}
        hideLabel
        value={draft}
        onChange={setDraft}
        error={problem}
        maxLength={maxLength}
        inputMode={numeric ? "numeric" : undefined}
        validationBehavior="aria"
      />
      <Button type="submit" look="primary" isPending={busy}>
        {t("common.save")}
      </Button>
      <Button look="quiet" onPress={() => setDraft(null)}>
        {t("common.cancel")}
      </Button>
    </form>
  );
}
