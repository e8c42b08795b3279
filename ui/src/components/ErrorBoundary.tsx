import { Component, type ErrorInfo, type ReactNode } from "react";
import { t } from "../texts/index.ts";
import { Statement } from "./Statement.tsx";
import "./button.css";

interface Props {
  children: ReactNode;
  /** Where the failure is told, if anywhere. */
  onError?: (error: unknown, info: ErrorInfo) => void;
}

/** The last net: whatever breaks while drawing becomes a sentence and a way on. */
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo) {
    this.props.onError?.(error, info);
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <Statement
        heading={t("common.broken")}
        takeFocus
        actions={
          <button type="button" className="button primary" onClick={() => location.reload()}>
            {t("common.load_again")}
          </button>
        }
      >
        <p>{t("common.broken_words")}</p>
      </Statement>
    );
  }
}
