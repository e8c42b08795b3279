import { Check, Copy, EllipsisVertical, Reply, Trash2 } from "lucide-react";
import { type KeyboardEvent, memo } from "react";
import { ActionMenu, MenuAction } from "../../components/ActionMenu.tsx";
import { list, time } from "../../texts/formats.ts";
import { t } from "../../texts/index.ts";
import { reactionEmoji } from "../live/api.ts";
import type { Live } from "../live/live.ts";
import type { Message } from "../live/types.ts";
import { FileCard } from "./FileCard.tsx";
import { pieces } from "./links.ts";

export interface MessageRowProps {
  message: Message;
  /** The day that begins with it, in words. */
  day: string | null;
  follows: boolean;
  /** The first of those that came while nobody looked. */
  fresh: boolean;
  mine: boolean;
  me: string;
  mayDelete: boolean;
  focusable: boolean;
  quoted: Message | undefined;
  people: Live;
  onFocus: (id: number) => void;
  onReply: ((id: number) => void) | null;
  onReact: (message: Message, emoji: string, on: boolean) => void;
  onDelete: (message: Message) => void;
  onJump: (id: number) => void;
}

export const MessageRow = memo(
  function MessageRow(props: MessageRowProps) {
    const { message, day, follows, fresh, mine, focusable, quoted, onFocus, onJump } = props;
    const tab = focusable ? 0 : -1;
    return (
      <>
        {day && (
          <li className="messages-day">
            <span>{day}</span>
          </li>
        )}
        {fresh && (
          <li className="messages-day new">
            <span>{t("chat.new")}</span>
          </li>
        )}
        <li
          className="message"
          data-message={message.id}
          data-mine={mine || undefined}
          data-follows={(follows && !fresh) || undefined}
          tabIndex={tab}
          onFocus={() => onFocus(message.id)}
        >
          <p className={follows && !fresh ? "unseen" : "message-head"}>
            <span className="message-name">{mine ? t("chat.you") : message.name}</span>{" "}
            {message.role !== "guest" && (
              <span className="message-role">
                {t(message.role === "host" ? "chat.host" : "chat.cohost")}
              </span>
            )}{" "}
            <time dateTime={message.sent_at}>{time(new Date(message.sent_at))}</time>
          </p>
          <div className="message-line">
            <div className="bubble">
              {message.reply_to !== null && !message.deleted && (
                <Quote of={message.reply_to} quoted={quoted} tab={tab} onJump={onJump} />
              )}
              {message.deleted ? (
                <p className="message-gone">{t("chat.deleted")}</p>
              ) : message.unreadable ? (
                <p className="message-gone">{t("seal.unreadable")}</p>
              ) : (
                <>
                  {message.text && <Words text={message.text} tab={tab} />}
                  {message.file && <FileCard file={message.file} tab={tab} />}
                </>
              )}
            </div>
            {!message.deleted && <Actions {...props} tab={tab} />}
          </div>
          {!message.deleted && <Reactions {...props} tab={tab} />}
          {mine && !message.deleted && (
            <p className="message-mark">
              <Check aria-hidden="true" />
              <span>{t("chat.sent")}</span>
            </p>
          )}
        </li>
      </>
    );
  },
  // Handlers are made anew with every list; what they do is the same.
  (a, b) =>
    a.message === b.message &&
    a.quoted === b.quoted &&
    a.day === b.day &&
    a.follows === b.follows &&
    a.fresh === b.fresh &&
    a.mine === b.mine &&
    a.mayDelete === b.mayDelete &&
    a.focusable === b.focusable &&
    a.onReply === b.onReply &&
    a.onJump === b.onJump,
);

function Words({ text, tab }: { text: string; tab: number }) {
  return (
    <p className="message-text" dir="auto">
      {pieces(text).map((piece, at) =>
        piece.href ? (
          <a
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text never move
            key={at}
            href={piece.href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            tabIndex={tab}
          >
            {piece.text}
          </a>
        ) : (
          piece.text
        ),
      )}
    </p>
  );
}

function Quote({
  of,
  quoted,
  tab,
  onJump,
}: {
  of: number;
  quoted: Message | undefined;
  tab: number;
  onJump: (id: number) => void;
}) {
  if (!quoted || quoted.deleted) return <p className="quote gone">{t("chat.gone")}</p>;
  return (
    <button
      type="button"
      className="quote"
      tabIndex={tab}
      title={t("chat.jump_to", { name: quoted.name })}
      onClick={() => onJump(of)}
    >
      <span className="quote-name">{quoted.name}</span>{" "}
      <span className="quote-text">
        {quoted.unreadable ? t("seal.unreadable") : quoted.text || quoted.file?.name}
      </span>
    </button>
  );
}

function Reactions({ message, me, people, onReact, tab }: MessageRowProps & { tab: number }) {
  const given = Object.entries(message.reactions).filter(([, who]) => who.length > 0);
  if (given.length === 0) return null;
  const nameOf = (identity: string) =>
    identity === me
      ? t("chat.you")
      : (people.snapshot().people.get(identity)?.name ?? identity.replace(/_[0-9a-f]{8}$/, ""));
  return (
    <ul className="reactions-given">
      {given.map(([emoji, who]) => {
        const words = t("chat.reacted", { emoji, names: list(who.map(nameOf)) });
        return (
          <li key={emoji}>
            <button
              type="button"
              className="reaction-chip"
              tabIndex={tab}
              aria-pressed={who.includes(me)}
              title={words}
              onClick={() => onReact(message, emoji, !who.includes(me))}
            >
              <span aria-hidden="true">
                {emoji} {who.length}
              </span>
              <span className="unseen">{words}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function Actions(props: MessageRowProps & { tab: number }) {
  const { message, me, mayDelete, onReply, onReact, onDelete, tab } = props;
  return (
    <div className="message-actions">
      {onReply && (
        <button
          type="button"
          className="button quiet small icon-only"
          tabIndex={tab}
          aria-label={t("chat.reply")}
          title={t("chat.reply")}
          onClick={() => onReply(message.id)}
        >
          <Reply aria-hidden="true" />
        </button>
      )}
      <ActionMenu
        label={t("chat.actions")}
        trigger={(menu) => (
          <button
            {...menu}
            type="button"
            className="button quiet small icon-only"
            tabIndex={tab}
            aria-label={t("chat.actions")}
            title={t("chat.actions")}
          >
            <EllipsisVertical aria-hidden="true" />
          </button>
        )}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
        <div role="group" className="emoji-row" onKeyDown={sideways}>
          {reactionEmoji.map((emoji) => {
            const on = message.reactions[emoji]?.includes(me) ?? false;
            return (
              <MenuAction key={emoji} chosen={on} onPress={() => onReact(message, emoji, !on)}>
                <span aria-hidden="true">{emoji}</span>
                <span className="unseen">{t("chat.react", { emoji })}</span>
              </MenuAction>
            );
          })}
        </div>
        {message.text && navigator.clipboard ? (
          <MenuAction
            icon={<Copy aria-hidden="true" />}
            onPress={() => void navigator.clipboard.writeText(message.text).catch(() => undefined)}
          >
            {t("chat.copy")}
          </MenuAction>
        ) : null}
        {mayDelete && (
          <MenuAction icon={<Trash2 aria-hidden="true" />} danger onPress={() => onDelete(message)}>
            {t("chat.delete")}
          </MenuAction>
        )}
      </ActionMenu>
    </div>
  );
}

/** In the row of emoji left and right go along it, whichever way people read. */
function sideways(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  event.stopPropagation();
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>("button")];
  const forward = getComputedStyle(event.currentTarget).direction === "rtl" ? -1 : 1;
  const at = all.indexOf(document.activeElement as HTMLElement);
  all[(at + step * forward + all.length) % all.length]?.focus();
}
