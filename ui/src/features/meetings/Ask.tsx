/** A question before something that cannot be undone. Says itself why it failed, if it does. */
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { sentenceOf } from "../../platform/api.ts";
import { t } from "../../texts/index.ts";

export interface AskProps {
  title: string;
  words: string;
  /** What the button that does it says: the verb itself. */
  verb: string;
  /** Red is for what removes or deletes. */
  look?: "danger" | "primary";
  /** What there is to decide besides. */
  children?: ReactNode;
  onAgree: () => Promise<void>;
  onClose: () => void;
}

/** Something to type into. */
const FIELD = "textarea, input:not([type=checkbox], [type=radio])";

export function Ask({ title, words, verb, look = "danger", children, onAgree, onClose }: AskProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const cancel = useRef<HTMLButtonElement>(null);
  const main = useRef<HTMLButtonElement>(null);
  // Before something that can't be undone, Enter without reading must do nothing.
  const button = look === "danger" ? cancel : main;
  useEffect(() => {
    const field = form.current?.querySelector<HTMLElement>(FIELD);
    (field ?? button.current)?.focus();
  }, [button]);
  const agree = async () => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await onAgree();
      onClose();
    } catch (failure) {
      setProblem(sentenceOf(failure));
      setBusy(false);
    }
  };
  return (
    <Dialog
      role="alertdialog"
      title={title}
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <form
        ref={form}
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void agree();
        }}
      >
        <p>{words}</p>
        {children}
        {problem && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
        <div className="dialog-actions">
          <Button ref={cancel} onPress={onClose}>
            {t("common.cancel")}
          </Button>
          <Button ref={main} type="submit" look={look} isPending={busy}>
            {verb}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
