/** Those who wait to be let in, above everything else that one does with a meeting. */
import { type RefObject, useEffect, useRef, useState } from "react";
import type { Meeting, Waiting } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { t } from "../../texts/index.ts";
import { Ask } from "../meetings/Ask.tsx";
import { focusRow } from "../meetings/MeetingList.tsx";
import { Deny } from "./Deny.tsx";
import type { HostDeeds } from "./deeds.ts";
import { useNow } from "./useNow.ts";
import "./line.css";

export interface LineProps {
  meeting: Meeting;
  waiting: readonly Waiting[];
  deeds: HostDeeds;
}

const minutesSince = (since: string, now: number): number =>
  Math.max(0, Math.floor((now - Date.parse(since)) / 60_000));

/** A button goes with its row: the focus moves on to the next row, or to the list of meetings. */
function useKeptFocus(section: RefObject<HTMLElement | null>, rows: readonly unknown[]): void {
  const within = useRef(false);
  useEffect(() => {
    const onFocus = (event: FocusEvent) => {
      const to = event.target;
      // A dialog gives the focus back when it closes.
      if (!(to instanceof Element) || to.closest("[role=alertdialog]")) return;
      within.current = section.current?.contains(to) ?? false;
    };
    document.addEventListener("focusin", onFocus);
    return () => {
      document.removeEventListener("focusin", onFocus);
      if (within.current) whenLost(focusRow);
    };
  }, [section]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs after a row has gone
  useEffect(() => {
    if (!within.current) return;
    whenLost(() => section.current?.querySelector<HTMLElement>("li button")?.focus());
  }, [section, rows]);
}

/** Waits for two frames: a dialog that closes meanwhile takes one to give the focus back. */
function whenLost(focus: () => void): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) focus();
    }),
  );
}

export function Line({ meeting, waiting, deeds }: LineProps) {
  const now = useNow(15_000);
  const [denying, setDenying] = useState<Waiting | "all" | null>(null);
  const section = useRef<HTMLElement>(null);
  useKeptFocus(section, waiting);
  return (
    <section ref={section} className="line" aria-label={t("console.waiting_list")}>
      <div className="line-head">
        <h3>{t("console.waiting", { count: waiting.length })}</h3>
        {waiting.length > 1 && (
          <>
            <Button size="small" onPress={() => void deeds.admitAll(meeting)}>
              {t("console.admit_all")}
            </Button>
            <Button size="small" onPress={() => setDenying("all")}>
              {t("console.deny_all")}
            </Button>
          </>
        )}
      </div>
      {/* biome-ignore lint/a11y/noRedundantRoles: WebKit drops the role of a list without bullets */}
      <ol role="list" aria-label={t("console.waiting_list")}>
        {waiting.map((one, at) => (
          <li key={one.waiting_id}>
            <span className="line-text">
              <span className="line-name" dir="auto" title={one.name}>
                {one.name}
              </span>
              <span className="line-place">
                {at === 0 ? t("console.first_in_line") : t("console.in_line", { place: at + 1 })}
                {" · "}
                {t("console.since", { minutes: minutesSince(one.since, now) })}
              </span>
            </span>
            <Button
              look="primary"
              size="small"
              aria-label={t("console.admit_name", { name: one.name })}
              onPress={() => void deeds.admit(meeting, one)}
            >
              {t("console.admit")}
            </Button>
            <Button
              size="small"
              aria-label={t("console.deny_name", { name: one.name })}
              onPress={() => setDenying(one)}
            >
              {t("console.deny")}
            </Button>
          </li>
        ))}
      </ol>
      {denying === "all" && (
        <Ask
          title={t("console.deny_all_title")}
          words={t("console.deny_all_words")}
          verb={t("console.deny_all")}
          onAgree={() => deeds.denyAll(meeting)}
          onClose={() => setDenying(null)}
        />
      )}
      {denying && denying !== "all" && (
        <Deny
          who={denying}
          onAgree={(sentence) => deeds.deny(meeting, denying, sentence)}
          onClose={() => setDenying(null)}
        />
      )}
    </section>
  );
}
