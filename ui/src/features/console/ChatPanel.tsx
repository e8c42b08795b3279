/** What is said in a meeting, read and answered by the host from outside the call. */
import { Eraser, SendHorizontal } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Label, TextArea, TextField } from "react-aria-components/TextField";
import type { Meeting } from "../../api/types.ts";
import { Button, IconButton } from "../../components/Button.tsx";
import { sentenceOf } from "../../platform/api.ts";
import { t } from "../../texts/index.ts";
import { canDecrypt } from "../e2ee/host.ts";
import { Ask } from "../meetings/Ask.tsx";
import { usePlace } from "../meetings/context.ts";
import { useWaiting } from "../meetings/useWaiting.ts";
import type { HostDeeds } from "./deeds.ts";
import { MessageItem } from "./MessageItem.tsx";
import { useChat } from "./useChat.ts";
import "./chat.css";

const LONGEST = 4000;

export interface ChatPanelProps {
  meeting: Meeting;
  deeds: HostDeeds;
}

export function ChatPanel({ meeting, deeds }: ChatPanelProps) {
  const { chats } = usePlace();
  const id = meeting.meeting_id;
  const chat = useChat(id);
  const [clearing, setClearing] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const stage = useWaiting(chat.loading && !chat.loaded);

  useEffect(() => {
    chats.look(id);
    return () => chats.look(null);
  }, [chats, id]);

  // The newest stays in sight, unless somebody reads further up.
  const atEnd = useRef(true);
  const newest = chat.messages.at(-1)?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message is the reason
  useEffect(() => {
    const box = list.current;
    if (box && atEnd.current) box.scrollTop = box.scrollHeight;
  }, [newest]);

  return (
    <div className="chat">
      <div
        className="chat-list"
        ref={list}
        role="log"
        aria-label={t("console.chat_messages")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        onScroll={({ currentTarget: box }) => {
          atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
        }}
      >
        {chat.messages.length > 0 ? (
          <ol>
            {chat.messages.map((message) => (
              <MessageItem
                key={message.id}
                message={message}
                encrypted={meeting.encrypted}
                earlier={
                  message.reply_to === null
                    ? null
                    : (chat.messages.find((one) => one.id === message.reply_to) ?? null)
                }
                onDelete={() => void deeds.unsay(meeting, message.id)}
                onSave={(file) => deeds.save(meeting, file)}
              />
            ))}
          </ol>
        ) : (
          chat.loaded && <p className="chat-place">{t("console.chat_empty")}</p>
        )}
        {(stage === "words" || stage === "advice") && (
          <p className="chat-place">{t("console.chat_reading")}</p>
        )}
        {chat.problem !== null && (
          <div className="chat-place" role="alert">
            <p>{chat.problem}</p>
            <Button size="small" onPress={() => void chats.read(id)}>
              {t("common.try_again")}
            </Button>
          </div>
        )}
      </div>
      {meeting.encrypted && !canDecrypt() ? (
        <p className="chat-place" role="status">
          {t("seal.chat_closed")}
        </p>
      ) : (
        <Composer
          onSay={(text, key) => chats.say(id, text, key)}
          clear={
            chat.messages.length > 0 && (
              <IconButton
                label={t("console.chat_clear")}
                icon={<Eraser aria-hidden="true" />}
                onPress={() => setClearing(true)}
              />
            )
          }
        />
      )}
      {clearing && (
        <Ask
          title={t("console.chat_clear_title")}
          words={t("console.chat_clear_words")}
          verb={t("console.chat_clear_verb")}
          onAgree={() => deeds.clear(meeting)}
          onClose={() => setClearing(false)}
        />
      )}
    </div>
  );
}

interface ComposerProps {
  onSay: (text: string, key: string) => Promise<void>;
  clear: React.ReactNode;
}

function Composer({ onSay, clear }: ComposerProps) {
  const [draft, setDraft] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  // The same message, tried again, keeps its key: it is said once.
  const key = useRef<string | null>(null);

  const say = async () => {
    const text = draft.trim();
    if (text === "" || busy) return;
    key.current ??= crypto.randomUUID();
    setBusy(true);
    try {
      await onSay(text, key.current);
      key.current = null;
      setProblem(null);
      setDraft("");
    } catch (failure) {
      setProblem(sentenceOf(failure));
    } finally {
      setBusy(false);
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void say();
  };

  return (
    <form
      className="chat-form"
      onSubmit={(event) => {
        event.preventDefault();
        void say();
      }}
    >
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <TextField
        className="chat-field"
        value={draft}
        onChange={(text) => {
          key.current = null;
          setDraft(text);
        }}
        maxLength={LONGEST}
      >
        <Label className="unseen">{t("console.chat_field")}</Label>
        <TextArea
          className="field-input"
          rows={1}
          dir="auto"
          placeholder={t("console.chat_placeholder")}
          onKeyDown={onKeyDown}
        />
      </TextField>
      <Button
        type="submit"
        look="primary"
        icon={<SendHorizontal className="mirrored" aria-hidden="true" />}
        isPending={busy}
        isDisabled={draft.trim() === ""}
      >
        {t("console.chat_send")}
      </Button>
      {clear}
    </form>
  );
}
