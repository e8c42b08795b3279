import { type FormEvent, useId, useState } from "react";
import { Mark } from "./Mark.tsx";
import { meetingIdIn } from "./place.ts";

/** `/`: for those who were given a code instead of a link. */
export function Door() {
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState(false);
  const field = useId();

  function go(event: FormEvent) {
    event.preventDefault();
    const id = meetingIdIn(text);
    if (id) location.assign(`/meeting/${id}`);
    else setWrong(true);
  }

  return (
    <main className="statement">
      <Mark />
      <h1>Join a meeting</h1>
      <p>Paste the link that the host sent you, or type its code.</p>
      <form className="door" onSubmit={go} noValidate>
        <label className="unseen" htmlFor={field}>
          Meeting link or code
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
          Continue
        </button>
      </form>
      {wrong && (
        <p id={`${field}-wrong`} className="field-error" role="alert">
          That is not a meeting link or code. A code looks like abc-defg-hij.
        </p>
      )}
    </main>
  );
}
