/** Where end-to-end encryption is chosen, with what it keeps from whom and what goes without it. */
import { t } from "../../texts/index.ts";
import { Ask } from "../meetings/Ask.tsx";
import "./newencrypted.css";

export function NewEncrypted({
  onMake,
  onClose,
}: {
  onMake: () => Promise<void>;
  onClose: () => void;
}) {
  return (
    <Ask
      title={t("seal.new_title")}
      words={t("seal.new_words")}
      verb={t("seal.make")}
      look="primary"
      onAgree={onMake}
      onClose={onClose}
    >
      <p>{t("seal.new_key")}</p>
      <p>{t("seal.new_without")}</p>
      <ul className="new-encrypted">
        <li>{t("seal.new_names")}</li>
        <li>{t("seal.new_recording")}</li>
        <li>{t("seal.new_slower")}</li>
        <li>{t("seal.new_api")}</li>
        <li>{t("seal.new_for_good")}</li>
      </ul>
    </Ask>
  );
}
