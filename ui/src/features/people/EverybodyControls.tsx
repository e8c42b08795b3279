/** What a host or co-host decides for everybody at once. */
import { Hand, MicOff, PhoneOff } from "lucide-react";
import { useId, useRef, useState } from "react";
import { Question } from "../../components/Question.tsx";
import { t } from "../../texts/index.ts";
import { useMeeting } from "../live/context.ts";
import { hands } from "../live/state.ts";
import type { Rules } from "../live/types.ts";
import { useLive } from "../live/useLive.ts";
import type { Attempt } from "./PeoplePanel.tsx";

const settled = 500;
const countdowns = [0, 10, 30, 60] as const;

export function EverybodyControls({ attempt }: { attempt: Attempt }) {
  const { live } = useMeeting();
  const rules = useLive(live, (state) => state.rules);
  const raised = useLive(live, hands);
  const ending = useLive(live, (state) => state.endingAt !== null);
  const [asking, setAsking] = useState(false);
  const set = (change: Partial<Rules>) => {
    const deed = live.api.rules(change);
    attempt(deed);
    return deed;
  };

  function muteAll() {
    attempt(live.api.muteAll());
  }

  return (
    <section aria-labelledby="people-everybody">
      <h3 id="people-everybody" className="people-heading">
        {t("people.everybody")}
      </h3>
      <div className="people-deeds">
        <button type="button" className="button small" onClick={muteAll}>
          <MicOff aria-hidden="true" />
          {t("people.mute_all")}
        </button>
        {raised.length > 0 && (
          <button
            type="button"
            className="button small"
            onClick={() => attempt(live.api.lowerHands())}
          >
            <Hand aria-hidden="true" />
            {t("people.lower_hands")}
          </button>
        )}
      </div>
      <Switch
        label={t("people.lock")}
        words={t("people.lock_words")}
        on={rules.locked}
        onChange={(locked) => set({ locked })}
      />
      <Switch
        label={t("people.lobby")}
        words={t("people.lobby_words")}
        on={rules.lobby}
        onChange={(lobby) => set({ lobby })}
      />
      <Switch
        label={t("people.microphones")}
        words={t("people.microphones_words")}
        on={rules.microphones_locked}
        onChange={(microphones_locked) => set({ microphones_locked })}
      />
      <Switch
        label={t("people.may_share")}
        on={rules.who_shares === "everyone"}
        onChange={(on) => set({ who_shares: on ? "everyone" : "hosts" })}
      />
      <Switch
        label={t("people.may_chat")}
        on={rules.who_chats === "everyone"}
        onChange={(on) => set({ who_chats: on ? "everyone" : "hosts" })}
      />
      <div className="people-deeds">
        {ending ? (
          <button
            type="button"
            className="button primary small"
            onClick={() => attempt(live.api.stopEnding())}
          >
            {t("people.ending_stop")}
          </button>
        ) : (
          <button type="button" className="button small ends" onClick={() => setAsking(true)}>
            <PhoneOff aria-hidden="true" />
            {t("people.end")}
          </button>
        )}
      </div>
      {asking && (
        <End
          onNo={() => setAsking(false)}
          onYes={(seconds) => {
            setAsking(false);
            attempt(live.api.endIn(seconds));
          }}
        />
      )}
    </section>
  );
}

function Switch({
  label,
  words,
  on,
  onChange,
}: {
  label: string;
  words?: string;
  on: boolean;
  onChange: (on: boolean) => Promise<unknown>;
}) {
  const about = useId();
  // Turned at once; what the meeting really says takes over when the app has answered.
  const [asked, setAsked] = useState<boolean | null>(null);
  const shown = asked ?? on;
  const turns = useRef(0);

  async function turn(next: boolean) {
    turns.current += 1;
    const mine = turns.current;
    setAsked(next);
    try {
      await onChange(next);
      // The answer may overtake the news of it.
      await new Promise((done) => setTimeout(done, settled));
    } catch {
      // Said by whoever was asked.
    }
    // Turned again meanwhile: that wish is not this one's to end.
    if (mine === turns.current) setAsked(null);
  }

  return (
    <label className="people-switch">
      <span className="people-switch-words">
        <span id={`${about}-name`}>{label}</span>
        {words && (
          <span id={about} className="person-note">
            {words}
          </span>
        )}
      </span>
      <input
        type="checkbox"
        role="switch"
        aria-checked={shown}
        aria-labelledby={`${about}-name`}
        aria-describedby={words ? about : undefined}
        checked={shown}
        onChange={(event) => void turn(event.target.checked)}
      />
    </label>
  );
}

function End({ onYes, onNo }: { onYes: (seconds: number) => void; onNo: () => void }) {
  const [seconds, setSeconds] = useState<number>(10);
  const field = useId();
  return (
    <Question
      title={t("people.end_title")}
      yes={t("people.end_yes")}
      no={t("common.cancel")}
      danger
      onNo={onNo}
      onYes={() => onYes(seconds)}
    >
      <p>{t("people.end_words")}</p>
      <div className="field">
        <label className="field-label" htmlFor={field}>
          {t("people.end_when")}
        </label>
        <select
          id={field}
          className="field-input"
          value={seconds}
          onChange={(event) => setSeconds(Number(event.target.value))}
        >
          {countdowns.map((each) => (
            <option key={each} value={each}>
              {each === 0 ? t("people.end_now") : t("people.end_in", { seconds: each })}
            </option>
          ))}
        </select>
      </div>
    </Question>
  );
}
