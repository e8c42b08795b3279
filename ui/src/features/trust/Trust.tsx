/**
 * For a guest whose page came through but not the call, or only as plain http: why, and what helps.
 * Loaded when it is needed, which is hardly ever.
 */
import { type ReactNode, useEffect, useState } from "react";
import { Statement } from "../../components/Statement.tsx";
import { t } from "../../texts/index.ts";
import { type Device, device } from "./device.ts";
import { ProfilePicture, TrustPicture } from "./pictures.tsx";
import "../../texts/areas/trust.ts";
import "./trust.css";

export interface TrustProps {
  /** `blocked`: the call's connection was refused. `insecure`: the page itself is plain http. */
  why: "blocked" | "insecure";
  /** A picture above the heading. */
  mark?: ReactNode;
  onBack: () => void;
}

const PROFILE = "/ca.mobileconfig";
const CERTIFICATE = "/ca.crt";

export default function Trust({ why, mark, onBack }: TrustProps) {
  const offered = useOffered(why === "blocked");
  const blocked = why === "blocked";
  const again = blocked && (
    <button type="button" className="button" onClick={onBack}>
      {t("common.try_again")}
    </button>
  );
  return (
    <Statement
      heading={t(blocked ? "endings.blocked" : "trust.insecure")}
      takeFocus
      mark={mark}
      actions={
        again || (
          <>
            <a className="button primary" href={secure(location.href)}>
              {t("trust.secure_address")}
            </a>
            <button type="button" className="button" onClick={onBack}>
              {t("trust.back")}
            </button>
          </>
        )
      }
    >
      <p>{t(blocked ? "endings.blocked_words" : "trust.insecure_words")}</p>
      {blocked && <p>{t("trust.why")}</p>}
      {offered === "yes" && <Steps on={device()} />}
      {(!blocked || offered === "no") && <p className="trust-own">{t("trust.own_needed")}</p>}
    </Statement>
  );
}

const secure = (address: string): string => address.replace(/^http:/, "https:");

/** Our own authority is there to be had only as long as no other certificate is used. */
function useOffered(wanted: boolean): "asking" | "yes" | "no" {
  const [offered, setOffered] = useState<"asking" | "yes" | "no">("asking");
  useEffect(() => {
    if (!wanted) return;
    const leaving = new AbortController();
    fetch(CERTIFICATE, { method: "HEAD", cache: "no-store", signal: leaving.signal }).then(
      (answer) => setOffered(answer.ok ? "yes" : "no"),
      () => {
        if (!leaving.signal.aborted) setOffered("no");
      },
    );
    return () => leaving.abort();
  }, [wanted]);
  return offered;
}

function Steps({ on }: { on: Device }) {
  if (on === "ios") {
    return (
      <div className="trust">
        <p>{t("trust.two_steps")}</p>
        <ol className="trust-steps">
          <li>
            <ProfilePicture />
            <p>{t("trust.profile_1")}</p>
            <a className="button primary" href={PROFILE}>
              {t("trust.profile")}
            </a>
          </li>
          <li>
            <TrustPicture />
            <p>{t("trust.profile_2")}</p>
          </li>
        </ol>
        <p className="trust-careful">{t("trust.careful")}</p>
      </div>
    );
  }
  return (
    <div className="trust">
      {on === "mac" && <p>{t("trust.other_browser")}</p>}
      <p>{t(`trust.install_${on}`)}</p>
      <p>
        <a className="button primary" href={CERTIFICATE} download="confab-ca.crt">
          {t("trust.certificate")}
        </a>
      </p>
      <p className="trust-careful">{t("trust.careful")}</p>
    </div>
  );
}
