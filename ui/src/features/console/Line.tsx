/** Those who wait to be let in, above everything else that one does with a meeting. */
import { useState } from "react";
import type { Meeting, Waiting } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { t } from "../../texts/index.ts";
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

export function Line({ meeting, waiting, deeds }: LineProps) {
  const now = useNow(15_000);
  const [denying, setDenying] = useState<Waiting | null>(null);
  return (
    <section className="line" aria-label={t("console.waiting_list")}>
      <div className="line-head">
        <h3>{t("console.waiting", { count: waiting.length })}</h3>
        {waiting.length > 1 && (
          <Button size="small" onPress={() => void deeds.admitAll(meeting)}>
            {t("console.admit_all")}
          </Button>
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
      {denying && (
        <Deny
          who={denying}
          onAgree={(sentence) => deeds.deny(meeting, denying, sentence)}
          onClose={() => setDenying(null)}
        />
      )}
    </section>
  );
}
