/** Which certificate guests' browsers are shown, and by what it is known. */
import { useId } from "react";
import type { Certificate as Told } from "../../api/types.ts";
import { t } from "../../texts/index.ts";
import { certificateWords } from "./model/words.ts";

export function Certificate({ certificate }: { certificate: Told }) {
  const title = useId();
  return (
    <section aria-labelledby={title}>
      <h3 id={title}>{t("sharing.certificate")}</h3>
      <p className="sharing-words">{certificateWords(certificate, new Date())}</p>
      {!certificate.own && (
        <>
          <dl className="certificate">
            <div>
              <dt>{t("sharing.words")}</dt>
              <dd className="certificate-words" dir="ltr" lang="en">
                {certificate.words.join(" ")}
              </dd>
            </div>
            <div>
              <dt>{t("sharing.fingerprint")}</dt>
              <dd className="certificate-print" dir="ltr">
                {certificate.fingerprint}
              </dd>
            </div>
          </dl>
          <p className="field-hint">{t("sharing.words_hint")}</p>
        </>
      )}
    </section>
  );
}
