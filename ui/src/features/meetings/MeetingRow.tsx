import { Copy, Trash2, Video } from "lucide-react";
import { memo, useId } from "react";
import type { Meeting, Person } from "../../api/types.ts";
import { IconButton } from "../../components/Button.tsx";
import { t } from "../../texts/index.ts";
import { LockMark } from "../e2ee/LockMark.tsx";
import { created, inside, nameOf, names } from "./model/words.ts";

export interface MeetingRowProps {
  meeting: Meeting;
  people: readonly Person[];
  waiting: number;
  selected: boolean;
  /** The one row that Tab reaches; arrows move it. */
  current: boolean;
  canCopy: boolean;
  onOpen: (meeting: Meeting) => void;
  onCopy: (meeting: Meeting) => void;
  onJoin: (meeting: Meeting) => void;
  onDelete: (meeting: Meeting) => void;
}

export const MeetingRow = memo(function MeetingRow({
  meeting,
  people,
  waiting,
  selected,
  current,
  canCopy,
  onOpen,
  onCopy,
  onJoin,
  onDelete,
}: MeetingRowProps) {
  const title = useId();
  const live = people.length > 0;
  const now = new Date();
  const about = {
    "aria-describedby": title,
    excludeFromTabOrder: !current,
    size: "small",
  } as const;
  return (
    <div className={live ? "row live" : "row"} data-selected={selected || undefined}>
      <button
        type="button"
        className="row-open"
        tabIndex={current ? 0 : -1}
        aria-current={selected || undefined}
        onClick={() => onOpen(meeting)}
      >
        <span className="row-dot" aria-hidden="true" />
        <span className="row-text">
          <span className="row-title" id={title} dir="auto">
            {nameOf(meeting)}
          </span>
          <span className="row-more" dir="auto">
            {meeting.encrypted && <LockMark />}
            {live ? names(people) : meeting.title ? meeting.meeting_id : created(meeting, now)}
          </span>
        </span>
        {(live || waiting > 0) && (
          <span className="row-counts">
            {live && <span className="row-count">{inside(people.length)}</span>}
            {waiting > 0 && (
              <span className="row-waiting">{t("window.waiting", { count: waiting })}</span>
            )}
          </span>
        )}
      </button>
      <div className="row-deeds">
        <IconButton
          {...about}
          label={t("window.copy_link")}
          icon={<Copy aria-hidden="true" />}
          isDisabled={!canCopy || meeting.meeting_link === null}
          onPress={() => onCopy(meeting)}
        />
        <IconButton
          {...about}
          label={t("common.join")}
          icon={<Video aria-hidden="true" />}
          onPress={() => onJoin(meeting)}
        />
        <IconButton
          {...about}
          label={t("common.delete")}
          icon={<Trash2 aria-hidden="true" />}
          onPress={() => onDelete(meeting)}
        />
      </div>
    </div>
  );
});
