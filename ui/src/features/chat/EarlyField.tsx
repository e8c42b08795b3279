/**
 * The chat's text field while the chat's own code is on its way: what is typed right after opening is
 * the draft that the composer continues. Part of the call's code, hence as small as that.
 */
import { useLayoutEffect, useRef, useSyncExternalStore } from "react";
import { t } from "../../texts/index.ts";
import { useMeeting } from "../live/context.ts";
import { onTouch } from "./touch.ts";

/** `onLeft`: the focus was moved elsewhere meanwhile. */
export function EarlyField({ onLeft }: { onLeft: () => void }) {
  const { chat } = useMeeting();
  const { text } = useSyncExternalStore(chat.subscribe, () => chat.draft);
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => field.current?.focus({ preventScroll: true }), []);
  return (
    <textarea
      ref={field}
      className="field-input panel-early"
      rows={1}
      aria-label={t("call.message")}
      dir="auto"
      value={text}
      onChange={(event) => chat.keepDraft({ ...chat.draft, text: event.target.value })}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
        if (onTouch()) return;
        event.preventDefault();
        chat.sendDraft();
      }}
      onBlur={(event) => {
        if (event.relatedTarget) onLeft();
      }}
    />
  );
}
