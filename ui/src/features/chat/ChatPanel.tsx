/** What people write to each other, and the files they send. */
import { Paperclip } from "lucide-react";
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import "../../texts/areas/chat.ts";
import { Question } from "../../components/Question.tsx";
import { bytes } from "../../texts/formats.ts";
import { t } from "../../texts/index.ts";
import type { PanelProps } from "../call/SidePanel.tsx";
import { useMeeting } from "../live/context.ts";
import type { Message } from "../live/types.ts";
import { useLive } from "../live/useLive.ts";
import { Composer } from "./Composer.tsx";
import { fileLimit, unfit } from "./files.ts";
import { Messages } from "./Messages.tsx";
import { asLimit } from "./words.ts";
import "./chat.css";

export default function ChatPanel({ mayTakeFocus }: PanelProps) {
  const { live, chat } = useMeeting();
  const state = useSyncExternalStore(chat.subscribe, chat.snapshot);
  const me = useLive(live, (each) => each.me);
  const who = useLive(live, (each) => each.rules.who_chats);
  const { replyTo } = useSyncExternalStore(chat.subscribe, () => chat.draft);
  const [problem, setProblem] = useState<string | null>(null);
  const [clearing, setClearing] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const closed = who === "hosts" && me.role === "guest";

  const write = useCallback(() => {
    const { current } = field;
    current?.focus();
    current?.setSelectionRange(current.value.length, current.value.length);
  }, []);
  const first = useRef(mayTakeFocus);
  useLayoutEffect(() => {
    if (first.current()) write();
  }, [write]);

  useEffect(() => {
    const look = () => chat.look(document.visibilityState === "visible");
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      chat.look(false);
    };
  }, [chat]);

  const reply = useCallback(
    (id: number | null) => {
      chat.keepDraft({ ...chat.draft, replyTo: id });
      if (id !== null) field.current?.focus();
    },
    [chat],
  );

  const sendFiles = useCallback(
    (files: Iterable<File>) => {
      setProblem(null);
      for (const file of files) {
        const why = unfit(file);
        if (!why) chat.sendFile(file);
        else {
          setProblem(
            why === "empty"
              ? t("chat.empty_file", { name: file.name })
              : t("chat.too_large", {
                  name: file.name,
                  size: bytes(file.size),
                  limit: asLimit(fileLimit),
                }),
          );
        }
      }
    },
    [chat],
  );

  const attempt = useCallback((deed: Promise<unknown>) => {
    deed.catch(() => setProblem(t("chat.failed_deed")));
  }, []);

  const drop = useDrop(closed ? null : sendFiles);
  const quoted = replyTo === null ? undefined : chat.find(replyTo);

  return (
    <section className="chat" aria-label={t("chat.messages")} {...drop.handlers}>
      <Messages
        state={state}
        me={me}
        onTakenBack={write}
        onReply={closed ? null : reply}
        onReact={(message: Message, emoji: string, on: boolean) =>
          attempt(live.api.react(message.id, emoji, on))
        }
        onDelete={(message: Message) => attempt(live.api.deleteMessage(message.id))}
      />
      <Composer
        field={field}
        closed={closed}
        quoted={quoted}
        problem={problem}
        onDismiss={() => setProblem(null)}
        onReply={reply}
        onFiles={sendFiles}
        onClear={me.role === "guest" ? null : () => setClearing(true)}
      />
      {drop.over && (
        <div className="chat-drop" aria-hidden="true">
          <Paperclip />
          <p>{t("chat.drop")}</p>
          <p className="chat-drop-limit">{t("chat.drop_limit", { limit: asLimit(fileLimit) })}</p>
        </div>
      )}
      {clearing && (
        <Question
          title={t("chat.clear_title")}
          yes={t("chat.clear_yes")}
          no={t("common.cancel")}
          danger
          onNo={() => setClearing(false)}
          onYes={() => {
            setClearing(false);
            attempt(live.api.clearChat());
          }}
        >
          <p>{t("chat.clear_words")}</p>
        </Question>
      )}
    </section>
  );
}

/** Files held over the panel. Entering and leaving come once for every element in it. */
function useDrop(onFiles: ((files: Iterable<File>) => void) | null) {
  const [depth, setDepth] = useState(0);
  const carries = (event: React.DragEvent) =>
    onFiles !== null && event.dataTransfer.types.includes("Files");
  return {
    over: depth > 0,
    handlers: {
      onDragEnter: (event: React.DragEvent) => {
        if (!carries(event)) return;
        event.preventDefault();
        setDepth((now) => now + 1);
      },
      onDragOver: (event: React.DragEvent) => {
        if (!carries(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = "copy";
      },
      onDragLeave: (event: React.DragEvent) => {
        if (carries(event)) setDepth((now) => Math.max(0, now - 1));
      },
      onDrop: (event: React.DragEvent) => {
        if (!carries(event)) return;
        event.preventDefault();
        setDepth(0);
        onFiles?.(event.dataTransfer.files);
      },
    },
  };
}
