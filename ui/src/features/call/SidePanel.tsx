import { X } from "lucide-react";
import {
  type ComponentType,
  Suspense,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
} from "react";
import { lazily } from "../../components/lazily.ts";
import { Spinner } from "../../components/Spinner.tsx";
import { t } from "../../texts/index.ts";
import { EarlyField } from "../chat/EarlyField.tsx";
import "./panel.css";

export type PanelName = "chat" | "people";

export interface PanelProps {
  onClose: () => void;
  /** For panels with a field: whether the focus is still where opening the panel put it. */
  mayTakeFocus: () => boolean;
}

/** Each is a chunk of its own that loads when it is first opened. */
const contents: Record<
  PanelName,
  { heading: "call.chat" | "call.people"; Content: ComponentType<PanelProps> }
> = {
  chat: { heading: "call.chat", Content: lazily(() => import("../chat/ChatPanel.tsx")) },
  people: { heading: "call.people", Content: lazily(() => import("../people/PeoplePanel.tsx")) },
};

/**
 * Beside the pictures, on phones a sheet over them. Esc closes it; focus goes back where it was. The
 * chat's field has the focus from the moment of opening: what is typed next is never a command.
 */
export function SidePanel({ panel, onClose }: { panel: PanelName; onClose: () => void }) {
  const { heading, Content } = contents[panel];
  const title = useId();
  const place = useRef<HTMLElement>(null);
  const opener = useRef<Element | null>(null);
  const shown = useRef<PanelName | null>(null);
  const moved = useRef(false);
  if (shown.current !== panel) {
    // Before the contents take the focus.
    shown.current = panel;
    moved.current = false;
    const { activeElement } = document;
    if (!place.current?.contains(activeElement)) opener.current = activeElement;
  }
  const mayTakeFocus = useCallback(() => !moved.current, []);
  const onLeft = useCallback(() => {
    moved.current = true;
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another panel is another opening
  useLayoutEffect(() => {
    const here = place.current;
    if (here && !here.contains(document.activeElement)) here.focus({ preventScroll: true });
  }, [panel]);
  useEffect(() => {
    const here = place.current;
    return () => {
      const { activeElement, body } = document;
      if (!activeElement || activeElement === body || here?.contains(activeElement)) {
        (opener.current as HTMLElement | null)?.focus();
      }
    };
  }, []);
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
            <>
              <p className="panel-wait" role="status">
                <Spinner />
                <span className="unseen">{t("call.loading")}</span>
              </p>
              {panel === "chat" && <EarlyField onLeft={onLeft} />}
            </>
          }
        >
          <Content onClose={onClose} mayTakeFocus={mayTakeFocus} />
        </Suspense>
      </div>
    </aside>
  );
}
