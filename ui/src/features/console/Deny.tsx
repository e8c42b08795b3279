import { useState } from "react";
import type { Waiting } from "../../api/types.ts";
import { TextField } from "../../components/TextField.tsx";
import { t } from "../../texts/index.ts";
import { Ask } from "../meetings/Ask.tsx";

export interface DenyProps {
  who: Waiting;
  onAgree: (sentence: string) => Promise<void>;
  onClose: () => void;
}

const LONGEST = 200;

export function Deny({ who, onAgree, onClose }: DenyProps) {
  const [sentence, setSentence] = useState("");
  return (
    <Ask
      title={t("console.deny_title", { name: who.name })}
      words={t("console.deny_words")}
      verb={t("console.deny")}
      look="primary"
      onAgree={() => onAgree(sentence.trim())}
      onClose={onClose}
    >
      <TextField
        label={t("console.deny_sentence")}
        value={sentence}
        onChange={setSentence}
        maxLength={LONGEST}
      />
    </Ask>
  );
}
