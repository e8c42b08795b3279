import { X } from "lucide-react";
import {
  Button,
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastList as ToastList,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from "react-aria-components/Toast";
import { t } from "../texts/index.ts";
import "./button.css";
import "./floating.css";

export interface Notice {
  words: string;
  action?: { label: string; run: () => void };
}

const queue = new ToastQueue<Notice>({ maxVisibleToasts: 2 });

/** Says something in passing; gone after a while, longer when there is something to press. Returns how to take it back. */
export function notify(words: string, action?: Notice["action"]): () => void {
  const key = queue.add({ words, action }, { timeout: action ? 10_000 : 5_000 });
  return () => queue.close(key);
}

/** Once per page. */
export function Toasts() {
  return (
    <ToastRegion queue={queue} className="toasts">
      <ToastList className="toasts-list">
        {({ toast }: { toast: { key: string; content: Notice } }) => (
          <Toast
            toast={toast}
            className="toast"
            // Not the dialog that React Aria makes of it: it asks nothing and blocks nothing.
            render={({ "aria-modal": _, ...props }) => (
              // biome-ignore lint/a11y/useSemanticElements: a fieldset is a part of a form
              <div {...props} role="group" />
            )}
          >
            <ToastContent className="toast-words">
              <Text slot="title">{toast.content.words}</Text>
            </ToastContent>
            {toast.content.action && (
              <Button
                className="button small"
                onPress={() => {
                  toast.content.action?.run();
                  queue.close(toast.key);
                }}
              >
                {toast.content.action.label}
              </Button>
            )}
            <Button
              slot="close"
              className="button small icon-only"
              aria-label={t("common.dismiss")}
            >
              <X aria-hidden="true" />
            </Button>
          </Toast>
        )}
      </ToastList>
    </ToastRegion>
  );
}
