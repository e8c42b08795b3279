import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { t } from "../../texts/index.ts";
import "./sheet.css";

/** A dialog over the call, the browser's own: it holds the focus, Esc closes it. */
export function Sheet({
  heading,
  onClose,
  children,
}: {
  heading: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc is the browser's, and there is a button
    <dialog
      ref={dialog}
      className="sheet"
      aria-labelledby={title}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) dialog.current?.close();
      }}
    >
      <div className="sheet-body">
        <header className="sheet-head">
          <h2 id={title}>{heading}</h2>
          <button
            type="button"
            className="button quiet small icon-only"
            aria-label={t("call.close")}
            title={t("call.close")}
            onClick={() => dialog.current?.close()}
          >
            <X aria-hidden="true" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
