import { Lock } from "lucide-react";
import { t } from "../../texts/index.ts";
import "./newencrypted.css";

/** On a meeting whose people encrypt: a sign on its row, a word beside its facts. */
export function LockMark({ word = false }: { word?: boolean }) {
  const words = t("seal.sealed");
  return (
    <span className={word ? "badge locked-mark" : "locked-mark"} title={words}>
      <Lock aria-hidden="true" />
      <span className={word ? undefined : "unseen"}>{words}</span>
    </span>
  );
}
