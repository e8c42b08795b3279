import { X } from "lucide-react";
import { type ComponentType, Suspense, useEffect, useId, useRef } from "react";
import { lazily } from "../../components/lazily.ts";
import { Spinner } from "../../components/Spinner.tsx";
import { t } from "../../texts/index.ts";
import "./panel.css";

export type PanelName = "chat" | "people";

export interface PanelProps {
  onClose: () => void;
}

/** Each is a chunk of its own that loads when it is first opened. */
const contents: Record<
  PanelName,
  { heading: "call.chat" | "call.people"; Content: ComponentType<PanelProps> }
> = {
  chat: { heading: "call.chat", Content: lazily(() => import("../chat/ChatPanel.tsx")) },
  people: { heading: "call.people", Content: lazily(() => import("../people/PeoplePanel.tsx")) },
};

/** Beside the pictures, on phones a sheet over them. Esc closes it; focus goes back where it was. */
export function SidePanel({ panel, onClose }: { panel: PanelName; onClose: () => void }) {
  const { heading, Content } = contents[panel];
  const title = useId();
  const place = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another panel is another opening
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    place.current?.focus({ preventScroll: true });
    const here = place.current;
    return () => {
      if (!document.activeElement || document.activeElement === document.body) before?.focus();
      else if (here?.contains(document.activeElement)) before?.focus();
    };
  }, [panel]);
  return (
    <aside
      ref={place}
      className="panel"
      aria-labelledby={title}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <header className="panel-head">
        <h2 id={title}>{t(heading)}</h2>
        <button
          type="button"
          className="button quiet small icon-only"
          aria-label={t("call.close")}
          title={t("call.close")}
          onClick={onClose}
        >
          <X aria-hidden="true" />
        </button>
      </header>
      <div className="panel-body">
        <Suspense
          fallback={
            <p className="panel-wait" role="status">
              <Spinner />
              <span className="unseen">{t("call.loading")}</span>
            </p>
          }
        >
          <Content onClose={onClose} />
        </Suspense>
      </div>
    </aside>
  );
}
