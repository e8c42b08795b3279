/** A question over everything else, in the browser's own dialog: light enough for the call. */
import { type ReactNode, useEffect, useId, useRef } from "react";
import "./question.css";

export interface QuestionProps {
  title: string;
  /** What happens, in words; and what else there is to choose. */
  children?: ReactNode;
  /** The button that does it. */
  yes: string;
  no: string;
  danger?: boolean;
  onYes: () => void;
  /** Also Esc and the safe button. */
  onNo: () => void;
}

export function Question({ title, children, yes, no, danger, onYes, onNo }: QuestionProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="question"
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onNo();
      }}
      // What is pressed in here is no shortcut of the page's.
      onKeyDown={(event) => event.stopPropagation()}
    >
      <form
        method="dialog"
        className="question-form"
        onSubmit={(event) => {
          event.preventDefault();
          onYes();
        }}
      >
        <h2 id={heading}>{title}</h2>
        {children}
        <div className="question-actions">
          <button type="button" className="button" onClick={onNo}>
            {no}
          </button>
          <button type="submit" className={danger ? "button danger" : "button primary"}>
            {yes}
          </button>
        </div>
      </form>
    </dialog>
  );
}
