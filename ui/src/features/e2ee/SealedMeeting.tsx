/**
 * The way into an encrypted meeting: past here comes only a page that has the meeting's key and can
 * encrypt. The key is behind `#k=` in the address, which browsers keep to themselves.
 */
import { type FormEvent, type ReactNode, useEffect, useId, useState } from "react";
import "../../texts/areas/seal.ts";
import { Statement } from "../../components/Statement.tsx";
import { Mark } from "../../guest/Mark.tsx";
import { keyIn } from "../../guest/place.ts";
import { t } from "../../texts/index.ts";
import type { Seal } from "../call/cover.ts";
import type { Keyring } from "./keyring.ts";
import { type Outcome, type Problem, unlock } from "./unlock.ts";

const sealOf = (keys: Keyring): Seal => ({
  fragment: `#k=${keys.letters}`,
  cover: async (identity) => (await import("./cover.ts")).makeCover(keys, identity),
});

export default function SealedMeeting({
  meeting,
  check,
  children,
}: {
  meeting: string;
  check: string;
  children: (seal: Seal) => ReactNode;
}) {
  const [found, setFound] = useState<{ seal: Seal } | { problem: Problem } | null>(null);
  useEffect(() => {
    let over = false;
    const look = async () => {
      // What the browser's cryptography can't do, this browser can't join.
      const outcome = await unlock(meeting, check, location.hash).catch(
        (): Outcome => ({ problem: "unsupported" }),
      );
      if (over) return;
      setFound((before) => {
        // Who is in has the key; what happens to the address afterwards changes nothing.
        if (before && "seal" in before) return before;
        return "keys" in outcome ? { seal: sealOf(outcome.keys) } : outcome;
      });
    };
    void look();
    addEventListener("hashchange", look);
    return () => {
      over = true;
      removeEventListener("hashchange", look);
    };
  }, [meeting, check]);
  if (!found) return null;
  return "seal" in found ? children(found.seal) : <NoWayIn problem={found.problem} />;
}

function NoWayIn({ problem }: { problem: Problem }) {
  return (
    <Statement heading={t(`seal.${problem}`)} mark={<Mark />} takeFocus>
      <p>{t(`seal.${problem}_words`)}</p>
      {(problem === "missing" || problem === "wrong") && <LinkForm />}
    </Statement>
  );
}

function LinkForm() {
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState(false);
  const field = useId();

  function go(event: FormEvent) {
    event.preventDefault();
    const key = keyIn(text.slice(text.indexOf("#")));
    if (key) location.hash = `k=${key}`;
    setWrong(!key);
  }

  return (
    <>
      <form className="door" onSubmit={go} noValidate>
        <label className="unseen" htmlFor={field}>
          {t("seal.field")}
        </label>
        <input
          id={field}
          className="field-input"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setWrong(false);
          }}
          placeholder={t("seal.field")}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          aria-invalid={wrong}
          aria-describedby={wrong ? `${field}-wrong` : undefined}
        />
        <button type="submit" className="button primary">
          {t("seal.go")}
        </button>
      </form>
      {wrong && (
        <p id={`${field}-wrong`} className="field-error" role="alert">
          {t("seal.no_key_in_it")}
        </p>
      )}
    </>
  );
}
