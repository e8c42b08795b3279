import { Download, FileText, Trash2 } from "lucide-react";
import { memo, useState } from "react";
import type { ChatFile } from "../../api/types.ts";
import { Button, IconButton } from "../../components/Button.tsx";
import { bytes, time } from "../../texts/formats.ts";
import { t } from "../../texts/index.ts";
import type { Message } from "../live/types.ts";

export interface MessageItemProps {
  message: Message;
  encrypted: boolean;
  /** What it answers. */
  earlier: Message | null;
  onDelete: () => void;
  onSave: (file: ChatFile) => Promise<void>;
}

export const MessageItem = memo(
  function MessageItem({ message, encrypted, earlier, onDelete, onSave }: MessageItemProps) {
    const { name, role, text, file, deleted } = message;
    const reactions = Object.entries(message.reactions).filter(([, who]) => who.length > 0);
    return (
      <li className="message">
        <p className="message-head">
          <span className="message-name" dir="auto">
            {name}
          </span>
          {role !== "guest" && (
            <span className="badge">
              {role === "host" ? t("console.host") : t("console.cohost")}
            </span>
          )}
          <time dateTime={message.sent_at}>{time(new Date(message.sent_at))}</time>
        </p>
        {deleted ? (
          <p className="message-gone">{t("console.chat_deleted")}</p>
        ) : (
          <>
            {earlier && (
              <p className="message-quote" dir="auto">
                {t("console.chat_reply", { name: earlier.name, text: quote(earlier) })}
              </p>
            )}
            {message.unreadable && <p className="message-gone">{t("seal.unreadable")}</p>}
            {text !== "" && (
              <p className="message-text" dir="auto">
                {text}
              </p>
            )}
            {file && <File file={file} onSave={encrypted ? null : onSave} />}
            {reactions.length > 0 && (
              <p className="message-reactions">
                {reactions.map(([emoji, who]) => (
                  <span key={emoji}>
                    {emoji} {who.length}
                  </span>
                ))}
              </p>
            )}
            <span className="message-deeds">
              <IconButton
                label={t("console.chat_delete", { name })}
                size="small"
                icon={<Trash2 aria-hidden="true" />}
                onPress={onDelete}
              />
            </span>
          </>
        )}
      </li>
    );
  },
  (before, after) => before.message === after.message && before.earlier === after.earlier,
);

function quote({ deleted, unreadable, text, file }: Message): string {
  if (unreadable) return t("seal.unreadable");
  if (deleted) return t("console.chat_deleted");
  return text === "" && file ? file.name : text;
}

function File({
  file,
  onSave,
}: {
  file: ChatFile;
  /** Null where what is kept is encrypted. */
  onSave: ((file: ChatFile) => Promise<void>) | null;
}) {
  const [saving, setSaving] = useState(false);
  const save = async () => {
    setSaving(true);
    await onSave?.(file);
    setSaving(false);
  };
  return (
    <div className="message-file">
      <FileText aria-hidden="true" />
      <span className="message-file-text">
        <span dir="auto" title={file.name}>
          {file.name}
        </span>
        <span className="message-size">
          {bytes(file.size)}
          {!onSave && ` · ${t("seal.file_inside")}`}
        </span>
      </span>
      {onSave && (
        <Button
          size="small"
          icon={<Download aria-hidden="true" />}
          aria-label={t("console.chat_save", { name: file.name })}
          isPending={saving}
          onPress={() => void save()}
        >
          {t("common.save")}
        </Button>
      )}
    </div>
  );
}
