/** Who waits in the lobby, the first first. */
import { useId, useState } from "react";
import { Question } from "../../components/Question.tsx";
import { t } from "../../texts/index.ts";
import { face, initials } from "../call/people.ts";
import { useMeeting } from "../live/context.ts";
import type { Waiting } from "../live/types.ts";
import type { Attempt } from "./PeoplePanel.tsx";

export function WaitingList({
  waiting,
  attempt,
}: {
  waiting: readonly Waiting[];
  attempt: Attempt;
}) {
  const { live } = useMeeting();
  const [denying, setDenying] = useState<Waiting | "all" | null>(null);
  return (
    <section aria-labelledby="people-waiting">
      <h3 id="people-waiting" className="people-heading">
        {t("people.waiting")}
        <span className="people-count">{waiting.length}</span>
        {waiting.length > 1 && (
          <>
            <button
              type="button"
              className="button small"
              onClick={() => attempt(live.api.admitAll())}
            >
              {t("people.admit_all")}
            </button>
            <button type="button" className="button small" onClick={() => setDenying("all")}>
              {t("people.deny_all")}
            </button>
          </>
        )}
      </h3>
      <ul className="people-list" aria-label={t("people.waiting")}>
        {waiting.map((each) => (
          <li key={each.waiting_id} className="person">
            <span className="face person-face" data-face={face(each.waiting_id)} aria-hidden="true">
              {initials(each.name)}
            </span>
            <span className="person-words">
              <span className="person-name">{each.name}</span>
            </span>
            <button
              type="button"
              className="button primary small"
              aria-label={t("people.admit_name", { name: each.name })}
              onClick={() => attempt(live.api.admit(each.waiting_id))}
            >
              {t("people.admit")}
            </button>
            <button
              type="button"
              className="button small"
              aria-label={t("people.deny_name", { name: each.name })}
              onClick={() => setDenying(each)}
            >
              {t("people.deny")}
            </button>
          </li>
        ))}
      </ul>
      {denying === "all" && (
        <Question
          title={t("people.deny_all_title")}
          yes={t("people.deny_all")}
          no={t("common.cancel")}
          danger
          onNo={() => setDenying(null)}
          onYes={() => {
            attempt(live.api.denyAll());
            setDenying(null);
          }}
        >
          <p>{t("people.deny_all_words")}</p>
        </Question>
      )}
      {denying && denying !== "all" && (
        <Deny
          name={denying.name}
          onNo={() => setDenying(null)}
          onYes={(sentence) => {
            attempt(live.api.deny(denying.waiting_id, sentence || undefined));
            setDenying(null);
          }}
        />
      )}
    </section>
  );
}

function Deny({
  name,
  onYes,
  onNo,
}: {
  name: string;
  onYes: (sentence: string) => void;
  onNo: () => void;
}) {
  const [sentence, setSentence] = useState("");
  const field = useId();
  return (
    <Question
      title={t("people.deny_title", { name })}
      yes={t("people.deny_yes")}
      no={t("common.cancel")}
      danger
      onNo={onNo}
      onYes={() => onYes(sentence.trim())}
    >
      <div className="field">
        <label className="field-label" htmlFor={field}>
          {t("people.deny_field")}
        </label>
        <input
          id={field}
          className="field-input"
          maxLength={200}
          autoComplete="off"
          value={sentence}
          onChange={(event) => setSentence(event.target.value)}
        />
      </div>
    </Question>
  );
}
