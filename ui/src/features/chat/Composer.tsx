/** Where one writes. What is typed outlives the panel, the chat being closed, and a reload. */
import { EllipsisVertical, Paperclip, SendHorizontal, Trash2, Volume2, X } from "lucide-react";
import {
  type FormEvent,
  type KeyboardEvent,
  type RefObject,
  useId,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { ActionMenu, MenuAction } from "../../components/ActionMenu.tsx";
import { t } from "../../texts/index.ts";
import { useMeeting } from "../live/context.ts";
import type { Message } from "../live/types.ts";
import { fileLimit } from "./files.ts";
import { setSound, soundOn } from "./tone.ts";
import { onTouch } from "./touch.ts";
import { asLimit } from "./words.ts";

const longest = 4_000;
/** How near the end the count begins. */
const nearEnd = 300;

export interface ComposerProps {
  field: RefObject<HTMLTextAreaElement | null>;
  closed: boolean;
  quoted: Message | undefined;
  problem: string | null;
  onDismiss: () => void;
  onReply: (id: number | null) => void;
  onFiles: (files: Iterable<File>) => void;
  /** Null for those who may not. */
  onClear: (() => void) | null;
}

export function Composer(props: ComposerProps) {
  const { field, closed, quoted, problem, onDismiss, onReply, onFiles, onClear } = props;
  const { chat } = useMeeting();
  const { text } = useSyncExternalStore(chat.subscribe, () => chat.draft);
  const [sound, setSoundOn] = useState(soundOn);
  const chooser = useRef<HTMLInputElement>(null);
  const id = useId();
  const attach = t("chat.attach_limit", { limit: asLimit(fileLimit) });

  function type(next: string) {
    chat.keepDraft({ ...chat.draft, text: next });
  }

  function send(event?: FormEvent) {
    event?.preventDefault();
    if (closed || !text.trim()) return;
    chat.sendDraft();
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape" && quoted) {
      // The panel stays: this was about the reply.
      event.preventDefault();
      event.stopPropagation();
      onReply(null);
    } else if (event.key === "Enter" && !event.shiftKey && !onTouch()) {
      event.preventDefault();
      send();
    }
  }

  return (
    <form className="composer" onSubmit={send}>
      {closed && (
        <p className="composer-note" role="status">
          {text ? t("chat.closed_draft") : t("chat.closed")}
        </p>
      )}
      <div role="alert">
        {problem && (
          <p className="composer-note">
            <span>{problem}</span>
            <button
              type="button"
              className="button quiet small icon-only"
              aria-label={t("common.dismiss")}
              title={t("common.dismiss")}
              onClick={onDismiss}
            >
              <X aria-hidden="true" />
            </button>
          </p>
        )}
      </div>
      {quoted && (
        <div className="composer-reply">
          <div className="quote">
            <span className="quote-name">{t("chat.replying", { name: quoted.name })}</span>
            <span className="quote-text">{quoted.text || quoted.file?.name}</span>
          </div>
          <button
            type="button"
            className="button quiet small icon-only"
            aria-label={t("chat.stop_reply")}
            title={t("chat.stop_reply")}
            onClick={() => onReply(null)}
          >
            <X aria-hidden="true" />
          </button>
        </div>
      )}
      <div className="composer-box">
        <textarea
          ref={field}
          className="composer-text"
          rows={1}
          maxLength={longest}
          aria-label={t("chat.write")}
          aria-describedby={`${id}-left`}
          placeholder={t("chat.placeholder")}
          enterKeyHint="send"
          readOnly={closed}
          dir="auto"
          value={text}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={(event) => {
            if (closed || event.clipboardData.files.length === 0) return;
            event.preventDefault();
            onFiles(event.clipboardData.files);
          }}
        />
        <div className="composer-tools">
          <button
            type="button"
            className="button quiet small icon-only"
            aria-label={t("chat.attach")}
            title={attach}
            aria-disabled={closed || undefined}
            onClick={() => {
              if (!closed) chooser.current?.click();
            }}
          >
            <Paperclip aria-hidden="true" />
          </button>
          <input
            ref={chooser}
            type="file"
            multiple
            hidden
            aria-label={attach}
            onChange={(event) => {
              onFiles([...(event.target.files ?? [])]);
              event.target.value = "";
            }}
          />
          <ActionMenu
            label={t("chat.options")}
            trigger={(menu) => (
              <button
                {...menu}
                type="button"
                className="button quiet small icon-only"
                aria-label={t("chat.options")}
                title={t("chat.options")}
              >
                <EllipsisVertical aria-hidden="true" />
              </button>
            )}
          >
            <MenuAction
              icon={<Volume2 aria-hidden="true" />}
              ticked={sound}
              onPress={() => {
                setSound(!sound);
                setSoundOn(!sound);
              }}
            >
              {t("chat.sound")}
            </MenuAction>
            {onClear && (
              <MenuAction icon={<Trash2 aria-hidden="true" />} danger onPress={onClear}>
                {t("chat.clear")}
              </MenuAction>
            )}
          </ActionMenu>
          <span id={`${id}-left`} className="composer-left" aria-live="polite">
            {longest - text.length <= nearEnd && t("chat.left", { count: longest - text.length })}
          </span>
          <button
            type="submit"
            className="button primary small icon-only"
            aria-label={t("chat.send")}
            title={t("chat.send")}
            aria-disabled={closed || !text.trim() || undefined}
          >
            <SendHorizontal aria-hidden="true" />
          </button>
        </div>
      </div>
    </form>
  );
}
