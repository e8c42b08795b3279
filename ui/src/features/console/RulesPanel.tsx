/** What the host has decided about a meeting. */
import { Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import type { Meeting, Rules } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { Switch } from "../../components/Switch.tsx";
import { t } from "../../texts/index.ts";
import { InlineEdit } from "../meetings/InlineEdit.tsx";
import { rulesOf } from "../meetings/model/rules.ts";
import type { HostDeeds } from "./deeds.ts";
import "./rules.css";

export interface RulesPanelProps {
  meeting: Meeting;
  deeds: HostDeeds;
  /** Who may reach the meeting at all, where that is decided for each. */
  sharing: ReactNode;
  onLimit: (people: number) => Promise<void>;
  onDelete: () => void;
}

const MOST = 1000;

export function checkLimit(value: string): string | null {
  const wanted = Number(value);
  const whole = /^\d+$/.test(value.trim());
  return whole && wanted >= 1 && wanted <= MOST ? null : t("window.limit_wrong");
}

export function RulesPanel({ meeting, deeds, sharing, onLimit, onDelete }: RulesPanelProps) {
  const rules = rulesOf(meeting);
  const change = (change: Partial<Rules>) => void deeds.rule(meeting, change);
  return (
    <div className="rules">
      <section aria-labelledby="rules-in">
        <h3 id="rules-in">{t("console.getting_in")}</h3>
        {sharing}
        <Switch
          isSelected={rules.locked}
          onChange={(locked) => change({ locked })}
          hint={t("console.rule_locked_hint")}
        >
          {t("console.rule_locked")}
        </Switch>
        <Switch
          isSelected={rules.lobby}
          onChange={(lobby) => change({ lobby })}
          hint={t("console.rule_lobby_hint")}
        >
          {t("console.rule_lobby")}
        </Switch>
        <InlineEdit
          label={t("window.most")}
          value={`${meeting.max_participants}`}
          numeric
          maxLength={4}
          check={checkLimit}
          onSave={(value) => onLimit(Number(value))}
        >
          {(edit) => (
            <>
              <p>{t("window.room_for", { count: meeting.max_participants })}</p>
              <Button size="small" onPress={edit}>
                {t("window.change")}
              </Button>
            </>
          )}
        </InlineEdit>
      </section>
      <section aria-labelledby="rules-inside">
        <h3 id="rules-inside">{t("console.in_the_call")}</h3>
        <Switch
          isSelected={rules.microphones_locked}
          onChange={(microphones_locked) => change({ microphones_locked })}
          hint={t("console.rule_microphones_hint")}
        >
          {t("console.rule_microphones")}
        </Switch>
        <Switch
          isSelected={rules.who_shares === "everyone"}
          onChange={(all) => change({ who_shares: all ? "everyone" : "hosts" })}
        >
          {t("console.rule_shares")}
        </Switch>
        <Switch
          isSelected={rules.who_chats === "everyone"}
          onChange={(all) => change({ who_chats: all ? "everyone" : "hosts" })}
        >
          {t("console.rule_chats")}
        </Switch>
      </section>
      <Button look="quiet" size="small" icon={<Trash2 aria-hidden="true" />} onPress={onDelete}>
        {t("console.delete")}
      </Button>
    </div>
  );
}
