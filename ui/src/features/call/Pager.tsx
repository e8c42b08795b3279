import { ChevronLeft, ChevronRight } from "lucide-react";
import { t } from "../../texts/index.ts";

export function Pager({
  page,
  pages,
  onTurn,
}: {
  page: number;
  pages: number;
  onTurn: (page: number) => void;
}) {
  return (
    <nav className="pager" aria-label={t("call.pages")}>
      <button
        type="button"
        className="pager-turn"
        aria-label={t("call.previous_page")}
        aria-keyshortcuts="PageUp"
        aria-disabled={page === 0 || undefined}
        onClick={() => onTurn(Math.max(0, page - 1))}
      >
        <ChevronLeft aria-hidden="true" />
      </button>
      <span className="pager-at" aria-live="polite">
        <span className="unseen">{t("call.page_of", { page: page + 1, pages })}</span>
        <span aria-hidden="true">
          {page + 1} / {pages}
        </span>
      </span>
      <button
        type="button"
        className="pager-turn"
        aria-label={t("call.next_page")}
        aria-keyshortcuts="PageDown"
        aria-disabled={page === pages - 1 || undefined}
        onClick={() => onTurn(Math.min(pages - 1, page + 1))}
      >
        <ChevronRight aria-hidden="true" />
      </button>
    </nav>
  );
}
