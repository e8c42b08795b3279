/**
 * The messages, the newest at the bottom. Only a window of them is on the page: it grows backwards as
 * one reads up. Arrows go from message to message; what can be done with one is behind its own button.
 */
import { ArrowDown } from "lucide-react";
import {
  type KeyboardEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { Spinner } from "../../components/Spinner.tsx";
import { date } from "../../texts/formats.ts";
import { t } from "../../texts/index.ts";
import { useWaited } from "../call/useWaited.ts";
import { useMeeting } from "../live/context.ts";
import type { Message } from "../live/types.ts";
import { daysAgo, lines } from "./days.ts";
import { MessageRow } from "./MessageRow.tsx";
import { OutgoingRow } from "./OutgoingRow.tsx";
import type { ChatState } from "./store.ts";

/** How many are on the page at first, and how many more each time. */
const step = 60;
const nearEnd = 48;

export interface MessagesProps {
  state: ChatState;
  me: { identity: string; role: string };
  /** Null while one may not write. */
  onReply: ((id: number) => void) | null;
  onReact: (message: Message, emoji: string, on: boolean) => void;
  onDelete: (message: Message) => void;
  /** A text that was not sent is in the composer again. */
  onTakenBack: () => void;
}

export function Messages({ state, me, onReply, onReact, onDelete, onTakenBack }: MessagesProps) {
  const { chat, live } = useMeeting();
  const { messages, outgoing, loaded } = state;
  const place = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState(step);
  const [atEnd, setAtEnd] = useState(true);
  /** The last message there was when one began to read further up. */
  const [leftAt, setLeftAt] = useState(0);
  const [active, setActive] = useState<number | null>(null);
  /** What was new when the chat was opened. */
  const [newAfter] = useState(() => (chat.snapshot().unread > 0 ? chat.snapshot().seen : null));

  const all = useMemo(() => lines(messages), [messages]);
  const window = all.slice(Math.max(0, all.length - shown));
  const earlier = all.length - window.length;
  const firstShown = window[0]?.message.id;
  const last = messages.at(-1)?.id;
  const focusable = window.some((line) => line.message.id === active) ? active : (last ?? null);

  useKeepPlace(place, atEnd, firstShown, last, outgoing.length);

  const grow = useCallback(() => setShown((now) => now + step), []);

  const known = useRef(all);
  known.current = all;
  const jump = useCallback((id: number) => {
    const at = known.current.findIndex((line) => line.message.id === id);
    if (at < 0) return;
    setAtEnd(false);
    setLeftAt(known.current.at(-1)?.message.id ?? 0);
    setShown((now) => Math.max(now, known.current.length - at + step / 2));
    setActive(id);
    requestAnimationFrame(() => flash(place.current, id));
  }, []);

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (!(event.target as HTMLElement).matches(".message")) return;
    const at = window.findIndex((line) => line.message.id === focusable);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: window.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (to < 0 && earlier > 0) grow();
    const id = window[Math.max(0, Math.min(to, window.length - 1))]?.message.id;
    if (id === undefined) return;
    setActive(id);
    row(place.current, id)?.focus();
  }

  function onScroll() {
    const box = place.current;
    if (!box) return;
    const there = box.scrollHeight - box.scrollTop - box.clientHeight < nearEnd;
    if (atEnd && !there) setLeftAt(last ?? 0);
    setAtEnd(there);
    if (box.scrollTop < nearEnd * 4 && earlier > 0) grow();
  }

  const unseen = atEnd ? 0 : messages.filter((each) => each.id > leftAt).length;
  return (
    <div className="messages-frame">
      <div className="messages" ref={place} onScroll={onScroll}>
        {!loaded && <Loading />}
        {loaded && messages.length === 0 && outgoing.length === 0 && (
          <div className="messages-empty">
            <h3>{t("chat.empty")}</h3>
            <p>{t("chat.empty_words")}</p>
          </div>
        )}
        {earlier > 0 && (
          <button type="button" className="button quiet small messages-earlier" onClick={grow}>
            {t("chat.earlier")}
          </button>
        )}
        <ol className="messages-list" aria-label={t("chat.messages")} onKeyDown={onKeyDown}>
          {window.map(({ message, day, follows }) => (
            <MessageRow
              key={message.id}
              message={message}
              day={day === null ? null : dayWords(day)}
              follows={follows}
              fresh={newAfter !== null && isFirstAfter(messages, newAfter, message.id)}
              mine={chat.isMine(message)}
              me={me.identity}
              mayDelete={me.role !== "guest" || message.identity === me.identity}
              focusable={message.id === focusable}
              quoted={message.reply_to === null ? undefined : chat.find(message.reply_to)}
              people={live}
              onFocus={setActive}
              onReply={onReply}
              onReact={onReact}
              onDelete={onDelete}
              onJump={jump}
            />
          ))}
          {outgoing.map((each) => (
            <OutgoingRow key={each.key} outgoing={each} onTakenBack={onTakenBack} />
          ))}
        </ol>
      </div>
      {!atEnd && (
        <button
          type="button"
          className="button small messages-end"
          onClick={() => {
            setShown(step);
            setAtEnd(true);
          }}
        >
          <ArrowDown aria-hidden="true" />
          {unseen > 0 ? t("chat.jump_new", { count: unseen }) : t("chat.jump_end")}
        </button>
      )}
    </div>
  );
}

function Loading() {
  const [since] = useState(() => performance.now());
  const waited = useWaited(since, [150, 8_000]);
  return (
    <p className="messages-loading" role="status">
      {waited >= 150 && <Spinner />}
      {waited >= 150 && (waited >= 8_000 ? t("chat.loading_long") : t("chat.loading"))}
    </p>
  );
}

const isFirstAfter = (messages: readonly Message[], seen: number, id: number) =>
  messages.find((each) => each.id > seen)?.id === id;

function dayWords(midnight: number): string {
  const now = Date.now();
  const days = daysAgo(midnight, now);
  if (days === 0) return t("chat.today");
  return days === 1 ? t("chat.yesterday") : date(new Date(midnight), new Date(now));
}

const row = (place: HTMLElement | null, id: number) =>
  place?.querySelector<HTMLElement>(`[data-message="${id}"]`);

function flash(place: HTMLElement | null, id: number) {
  const found = row(place, id);
  if (!found) return;
  found.scrollIntoView({ block: "center" });
  found.focus({ preventScroll: true });
  found.dataset.flash = "";
  setTimeout(() => delete found.dataset.flash, 1_600);
}

/** At the end one stays there; elsewhere what one reads stays where it is, whatever grows above it. */
function useKeepPlace(
  place: React.RefObject<HTMLDivElement | null>,
  atEnd: boolean,
  first: number | undefined,
  last: number | undefined,
  outgoing: number,
) {
  const before = useRef({ first, height: 0 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each of these changes what is on the page
  useLayoutEffect(() => {
    const box = place.current;
    if (!box) return;
    const grew = box.scrollHeight - before.current.height;
    if (atEnd) box.scrollTop = box.scrollHeight;
    else if (before.current.first !== first && grew > 0) box.scrollTop += grew;
    before.current = { first, height: box.scrollHeight };
  }, [place, atEnd, first, last, outgoing]);
  useEffect(() => {
    const box = place.current;
    if (!box || !atEnd) return;
    // Pictures and the keyboard change heights later on.
    const observer = new ResizeObserver(() => {
      box.scrollTop = box.scrollHeight;
    });
    observer.observe(box);
    for (const child of box.children) observer.observe(child);
    return () => observer.disconnect();
  }, [place, atEnd]);
}
