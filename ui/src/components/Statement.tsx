import { type ReactNode, useEffect, useRef } from "react";
import "./statement.css";

export interface StatementProps {
  heading: string;
  /** A picture above the heading. */
  mark?: ReactNode;
  children?: ReactNode;
  /** Buttons, the likely one first. */
  actions?: ReactNode;
  /** Moves the focus to the heading, so that a screen reader reads what happened. */
  takeFocus?: boolean;
}

export function Statement({ heading, mark, children, actions, takeFocus }: StatementProps) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takeFocus) title.current?.focus();
  }, [takeFocus]);
  return (
    <main className="statement">
      {mark}
      <h1 ref={title} tabIndex={-1}>
        {heading}
      </h1>
      {children}
      {actions && <div className="statement-actions">{actions}</div>}
    </main>
  );
}
