import { type FormEvent, Suspense, useId, useState } from "react";
import { Statement } from "../components/Statement.tsx";
import { DoctorPage } from "../features/doctor/load.ts";
import { t } from "../texts/index.ts";
import { Mark } from "./Mark.tsx";
import { meetingIdIn } from "./place.ts";

/** `/#check` begins with the doctor: the host's window leads there. */
const checks = "#check";
/** On other machines a connection is checked from a meeting's page: Confab wants to be told of one. */
const canCheck = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);
const nothing = () => null;

/** `/`: for those who were given a code instead of a link. */
export function Door() {
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState(false);
  const field = useId();
  const [checking, setChecking] = useState(() => canCheck && location.hash === checks);

  function go(event: FormEvent) {
    event.preventDefault();
    const id = meetingIdIn(text);
    if (id) location.assign(`/meeting/${id}`);
    else setWrong(true);
  }

  if (checking) {
    return (
      <Suspense fallback={<Statement heading={t("common.check_connection")} />}>
        <DoctorPage held={nothing} onBack={() => setChecking(false)} />
      </Suspense>
    );
  }
  return (
    <main className="statement">
      <Mark />
      <h1>{t("prejoin.door")}</h1>
      <p>{t("prejoin.door_words")}</p>
      <form className="door" onSubmit={go} noValidate>
        <label className="unseen" htmlFor={field}>
          {t("prejoin.door_field")}
        </label>
        <input
          id={field}
          className="field-input"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setWrong(false);
          }}
          placeholder="abc-defg-hij"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          aria-invalid={wrong}
          aria-describedby={wrong ? `${field}-wrong` : undefined}
          ref={(input) => input?.focus()}
        />
        <button type="submit" className="button primary">
          {t("prejoin.door_go")}
        </button>
      </form>
      {wrong && (
        <p id={`${field}-wrong`} className="field-error" role="alert">
          {t("prejoin.door_wrong")}
        </p>
      )}
      {canCheck && (
        <button type="button" className="button quiet small" onClick={() => setChecking(true)}>
          {t("common.check_connection")}
        </button>
      )}
    </main>
  );
}
