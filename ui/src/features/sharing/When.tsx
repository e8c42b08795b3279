/** The time a meeting is planned for: said, set, changed, taken away. */
import type { ZonedDateTime } from "@internationalized/date";
import { type FormEvent, useId, useState } from "react";
import type { Meeting } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { DatePicker } from "../../components/DatePicker.tsx";
import { Select } from "../../components/Select.tsx";
import { sentenceOf } from "../../platform/api.ts";
import { t } from "../../texts/index.ts";
import {
  lengths,
  lengthWords,
  nextHour,
  type Schedule,
  scheduleOf,
  shownIn,
  whenBriefly,
} from "./model/when.ts";

export interface WhenProps {
  meeting: Meeting;
  /** `null` takes the time away. Failures are thrown. */
  onChange: (schedule: Schedule | null) => Promise<void>;
}

export function When({ meeting: { schedule }, onChange }: WhenProps) {
  const [editing, setEditing] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const title = useId();

  const unplan = async () => {
    setProblem(null);
    await onChange(null).catch((failure: unknown) => setProblem(sentenceOf(failure)));
  };

  return (
    <section className="when" aria-labelledby={title}>
      <h3 id={title}>{t("sharing.when")}</h3>
      {editing ? (
        <Form schedule={schedule} onSave={onChange} onDone={() => setEditing(false)} />
      ) : (
        <>
          <p>
            {schedule
              ? t("sharing.planned", {
                  when: whenBriefly(schedule, new Date()),
                  length: lengthWords(schedule.minutes),
                })
              : t("sharing.not_planned")}
          </p>
          <Button size="small" onPress={() => setEditing(true)}>
            {t(schedule ? "window.change" : "sharing.plan")}
          </Button>
          {schedule && (
            <Button size="small" look="quiet" onPress={() => void unplan()}>
              {t("sharing.unplan")}
            </Button>
          )}
          {problem && (
            <p className="problem" role="alert">
              {problem}
            </p>
          )}
        </>
      )}
    </section>
  );
}

interface FormProps {
  schedule: Schedule | null;
  onSave: (schedule: Schedule) => Promise<void>;
  onDone: () => void;
}

function Form({ schedule, onSave, onDone }: FormProps) {
  const [start, setStart] = useState<ZonedDateTime | null>(() =>
    schedule ? shownIn(schedule) : nextHour(new Date()),
  );
  const [minutes, setMinutes] = useState(schedule?.minutes ?? 60);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const choices = [...new Set([...lengths, minutes])].sort((a, b) => a - b);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    // Portals bubble through React: what is pressed in the calendar is no answer to this form.
    if (event.target !== event.currentTarget) return;
    if (start === null) return setProblem(t("sharing.date_missing"));
    if (start.toDate() < new Date()) return setProblem(t("sharing.date_past"));
    setBusy(true);
    try {
      await onSave(scheduleOf(start, minutes));
      onDone();
    } catch (failure) {
      setProblem(sentenceOf(failure));
      setBusy(false);
    }
  };

  return (
    <form className="when-form" noValidate onSubmit={(event) => void save(event)}>
      <div className="when-fields">
        <DatePicker
          label={t("sharing.date")}
          value={start}
          onChange={(value) => {
            setStart(value);
            setProblem(null);
          }}
          error={problem}
          autoFocus
        />
        <Select
          label={t("sharing.length")}
          choices={choices.map((one) => ({ id: `${one}`, label: lengthWords(one) }))}
          value={`${minutes}`}
          onChange={(key) => setMinutes(Number(key))}
        />
      </div>
      <div className="when-actions">
        <Button onPress={onDone}>{t("common.cancel")}</Button>
        <Button type="submit" look="primary" isPending={busy}>
          {t("common.save")}
        </Button>
      </div>
    </form>
  );
}
