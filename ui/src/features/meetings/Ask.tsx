/** A question before something that cannot be undone. Says itself why it failed, if it does. */
import { type ReactNode, useState } from "react";
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

export function Ask({ title, words, verb, look = "danger", children, onAgree, onClose }: AskProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const agree = async () => {
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
      actions={() => (
        <>
          <Button autoFocus onPress={onClose}>
            {t("common.cancel")}
          </Button>
          <Button look={look} isPending={busy} onPress={() => void agree()}>
            {verb}
          </Button>
        </>
      )}
    >
      <p>{words}</p>
      {children}
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </Dialog>
  );
}
