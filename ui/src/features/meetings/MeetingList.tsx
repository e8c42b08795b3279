/**
 * The list, as long as it may be: only the rows in sight (and the current one) are drawn.
 *
 * Keyboard: Tab reaches the current row and its three buttons, arrows move to other rows.
 */
import { type CSSProperties, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { t } from "../../texts/index.ts";
import { MeetingRow, type MeetingRowProps } from "./MeetingRow.tsx";
import type { Row, Rows } from "./model/rows.ts";
import "./list.css";

type RowDeeds = Pick<MeetingRowProps, "onOpen" | "onCopy" | "onJoin" | "onDelete">;

export interface MeetingListProps extends RowDeeds {
  rows: Rows;
  selected: string | null;
  /** More pages follow, so that nobody knows yet how many meetings there are. */
  endless: boolean;
  canCopy: boolean;
  onNearEnd: () => void;
}

const OVERSCAN = 6;

/** How many rows and headings lie above: the style sheet knows how tall they are. */
const above = (rows: number, headings: number) =>
  ({ "--rows": rows, "--headings": headings }) as CSSProperties;

interface Placed extends Row {
  heading: string | null;
}

function placed({ live, earlier }: Rows): Placed[] {
  const under = (heading: string) => (row: Row, at: number) => ({
    ...row,
    heading: at === 0 ? heading : null,
  });
  return [
    ...live.map(under(t("window.live"))),
    ...earlier.map(under(t(live.length > 0 ? "window.earlier" : "window.meetings"))),
  ];
}

export function MeetingList({
  rows,
  selected,
  endless,
  canCopy,
  onNearEnd,
  ...deeds
}: MeetingListProps) {
  const items = placed(rows);
  const scroller = useRef<HTMLDivElement>(null);
  const probe = useRef<HTMLDivElement>(null);
  const focusNext = useRef(false);
  const [sight, setSight] = useState({ from: 0, to: 20 });
  const [current, setCurrent] = useState<string | null>(null);

  const found = items.findIndex((item) => item.meeting.meeting_id === (current ?? selected));
  const at = Math.max(found, 0);

  useEffect(() => {
    const box = scroller.current;
    const row = probe.current;
    if (!box || !row) return;
    const look = () => {
      const height = row.offsetHeight || 1;
      const from = Math.floor(box.scrollTop / height);
      const to = Math.ceil((box.scrollTop + box.clientHeight) / height);
      setSight((was) => (was.from === from && was.to === to ? was : { from, to }));
    };
    look();
    box.addEventListener("scroll", look, { passive: true });
    const sizes = new ResizeObserver(look);
    sizes.observe(box);
    sizes.observe(row);
    return () => {
      box.removeEventListener("scroll", look);
      sizes.disconnect();
    };
  }, []);

  useEffect(() => {
    if (endless && sight.to + OVERSCAN * 2 >= items.length) onNearEnd();
  }, [endless, sight.to, items.length, onNearEnd]);

  const move = (to: number) => {
    const item = items[Math.min(Math.max(to, 0), items.length - 1)];
    if (!item) return;
    focusNext.current = true;
    setCurrent(item.meeting.meeting_id);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(sight.to - sight.from - 1, 1);
    const target: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: items.length - 1,
    };
    const to = target[event.key];
    const item = items[at];
    if (to !== undefined) {
      event.preventDefault();
      move(to);
    } else if (event.key === "Delete" && item) {
      event.preventDefault();
      deeds.onDelete(item.meeting);
    }
  };

  const headingsBefore = (index: number): number =>
    rows.live.length > 0 && index > rows.live.length ? 2 : index > 0 ? 1 : 0;

  const shown = items
    .map((item, index) => ({ item, index }))
    .filter(
      ({ index }) =>
        (index >= sight.from - OVERSCAN && index < sight.to + OVERSCAN) || index === at,
    );

  return (
    <div className="list-scroller" ref={scroller}>
      <div className="row-probe" ref={probe} aria-hidden="true" />
      <ul
        className="meetings"
        // biome-ignore lint/a11y/noRedundantRoles: WebKit drops the role of a list without bullets
        role="list"
        aria-label={t("window.meetings")}
        style={above(items.length, headingsBefore(items.length))}
        onKeyDown={onKeyDown}
      >
        {shown.map(({ item, index }) => {
          const id = item.meeting.meeting_id;
          return (
            <li
              key={id}
              aria-setsize={endless ? -1 : items.length}
              aria-posinset={index + 1}
              style={above(index, headingsBefore(index))}
              ref={(element) => {
                if (!element || !focusNext.current || index !== at) return;
                focusNext.current = false;
                element.querySelector<HTMLElement>(".row-open")?.focus();
                element.scrollIntoView({ block: "nearest" });
              }}
              onFocus={() => setCurrent(id)}
            >
              {item.heading && <h2 className="list-heading">{item.heading}</h2>}
              <MeetingRow
                meeting={item.meeting}
                people={item.people}
                waiting={item.waiting}
                selected={id === selected}
                current={index === at}
                canCopy={canCopy}
                {...deeds}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** Puts the focus on the row that was open, for instance when coming back from its page. */
export function focusRow(): void {
  document.querySelector<HTMLElement>(".meetings .row-open[tabindex='0']")?.focus();
}
