/**
 * The way into an encrypted meeting: past here comes only a page that has the meeting's key and can
 * encrypt. A guest's is behind `#k=` in the address, which browsers keep to themselves. The host's
 * comes from the app and is nowhere but in this page's memory, since what is in an address stays in the
 * browser's history.
 */
import { type FormEvent, type ReactNode, useEffect, useId, useState } from "react";
import "../../texts/areas/seal.ts";
import { Statement } from "../../components/Statement.tsx";
import { type HostEntry, keyOfHost } from "../../guest/api.ts";
import { Mark } from "../../guest/Mark.tsx";
import { keyIn } from "../../guest/place.ts";
import { type Problem as Failed, failureOf, problemOf } from "../../guest/words.ts";
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
  enterAsHost,
  children,
}: {
  meeting: string;
  check: string;
  /** The host's app sent us here. The same way in, however often it is asked for. */
  enterAsHost: (() => Promise<HostEntry>) | null;
  children: (seal: Seal) => ReactNode;
}) {
  const [found, setFound] = useState<{ seal: Seal } | { problem: Problem } | null>(null);
  const [refused, setRefused] = useState<Failed | null>(null);
  useEffect(() => {
    let over = false;
    const findKey = async () => {
      const inLink = keyIn(location.hash);
      if (inLink) return inLink;
      if (!enterAsHost) return keyOfHost(meeting);
      const entry = await enterAsHost().catch((failure: unknown) => {
        if (!over) setRefused(problemOf(failureOf(failure)));
      });
      return entry?.key ?? null;
    };
    const look = async () => {
      // What the browser's cryptography can't do, this browser can't join.
      const outcome = await unlock(meeting, check, findKey).catch(
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
  }, [meeting, check, enterAsHost]);
  if (!found) return null;
  if ("seal" in found) return children(found.seal);
  return <NoWayIn problem={found.problem} refused={refused} />;
}

function NoWayIn({ problem, refused }: { problem: Problem; refused: Failed | null }) {
  // Without the host's role there is no key, and that is what has to be mended.
  const why = problem === "missing" ? refused : null;
  return (
    <Statement heading={why?.heading ?? t(`seal.${problem}`)} mark={<Mark />} takeFocus>
      {why && <p>{why.sentence}</p>}
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
