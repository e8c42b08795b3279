/** Somebody waits somewhere: said above the strip, whatever is open, and to screen readers once. */
import { DoorOpen } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { Waiting } from "../../api/types.ts";
import { t } from "../../texts/index.ts";
import type { MeetingsState } from "../meetings/model/state.ts";
import { nameOf } from "../meetings/model/words.ts";
import "./knock.css";

interface Group {
  id: string;
  title: string;
  waiting: readonly Waiting[];
}

export function groupsOf({ rooms, meetings }: MeetingsState): Group[] {
  return [...rooms]
    .filter(([, { waiting }]) => waiting.length > 0)
    .map(([id, { waiting }]) => {
      const meeting = meetings.get(id);
      return { id, title: meeting ? nameOf(meeting) : id, waiting };
    });
}

export function knockWords(groups: readonly Group[]): string {
  const [first] = groups;
  if (!first) return "";
  const count = groups.reduce((sum, { waiting }) => sum + waiting.length, 0);
  if (groups.length > 1) return t("console.some_wait_in", { count, meetings: groups.length });
  const [one] = first.waiting;
  return count === 1 && one
    ? t("console.one_waits", { name: one.name, title: first.title })
    : t("console.some_wait", { count, title: first.title });
}

export interface KnockProps {
  state: MeetingsState;
  /** Of the only meeting in which somebody waits, or of the first. */
  onOpen: (meetingId: string) => void;
}

export function Knock({ state, onOpen }: KnockProps) {
  const groups = groupsOf(state);
  const words = knockWords(groups);
  const [first] = groups;
  const said = useAnnounced(groups, words);
  return (
    <>
      <p className="unseen" aria-live="polite">
        {said}
      </p>
      {first && (
        <button type="button" className="knock" onClick={() => onOpen(first.id)}>
          <DoorOpen aria-hidden="true" />
          <span dir="auto">{words}</span>
        </button>
      )}
    </>
  );
}

/** The words of the last arrival: that somebody was let in needs no announcement. */
function useAnnounced(groups: readonly Group[], words: string): string {
  const [said, setSaid] = useState("");
  const known = useRef(new Set<string>());
  useEffect(() => {
    const now = new Set(
      groups.flatMap(({ id, waiting }) => waiting.map((one) => `${id}/${one.waiting_id}`)),
    );
    const news = [...now].some((one) => !known.current.has(one));
    known.current = now;
    if (news) setSaid(words);
    else if (now.size === 0) setSaid("");
  }, [groups, words]);
  return said;
}
