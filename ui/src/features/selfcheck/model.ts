/** What Confab found out about itself, in its host's language. */
import type { components } from "../../api/schema.d.ts";
import english from "../../texts/en/selfcheck.ts";
import { type Key, locale, t } from "../../texts/index.ts";

export type SelfCheck = components["schemas"]["SelfCheck"];
export type Check = SelfCheck["checks"][number];

export interface Told {
  name: string;
  sentence: string;
  remedy: string | null;
}

const isSaid = (key: string): key is Key => key in english;
const faultsOfCertificate = ["expired", "not_yet", "wrong_name", "untrusted"];

/** What a finding of a newer Confab is not known here is said as Confab itself says it. */
export function tell(check: Check): Told {
  // An address is a door to the outside: what is the same for both is said once.
  const kind = check.check.startsWith("media") ? "media" : check.check;
  const kinds = kind === "address" ? ["address", "door"] : [kind];
  const [sentence] = kinds.map((one) => `selfcheck.${one}_${check.finding}`).filter(isSaid);
  const remedies = [
    ...(faultsOfCertificate.includes(check.finding)
      ? ["selfcheck.address_certificate_remedy"]
      : []),
    ...kinds.flatMap((one) => [
      `selfcheck.${one}_${check.finding}_remedy`,
      `selfcheck.${one}_remedy`,
    ]),
  ];
  const [remedy] = remedies.filter(isSaid);
  const name = `selfcheck.name_${check.check}`;
  return {
    name: isSaid(name) ? say(name, check) : (check.subject ?? check.check),
    sentence: sentence ? say(sentence, check) : check.sentence,
    remedy: check.remedy === null ? null : remedy ? say(remedy, check) : check.remedy,
  };
}

const say = (key: Key, { figure, subject, check }: Check) =>
  (t as (key: Key, values: Record<string, string>) => string)(key, {
    // A port is a name, not a quantity.
    figure: check.startsWith("media")
      ? String(figure ?? "")
      : new Intl.NumberFormat(locale).format(figure ?? 0),
    subject: subject ?? "",
  });

/** As text to send to somebody who helps. Commands stay out: they may name folders of this person's. */
export function report({ checks, time }: SelfCheck): string {
  const lines = checks.map((check) => {
    const { name, sentence, remedy } = tell(check);
    const helps = remedy ? ` ${t("selfcheck.remedy")}: ${remedy}` : "";
    return `- ${name}: ${t(`selfcheck.state_${check.state}`)}. ${sentence}${helps}`;
  });
  return [["Confab", time].join(" · "), ...lines].join("\n");
}

/** How many checks are for the host to look at. */
export const wanting = ({ checks }: SelfCheck): number =>
  checks.filter(({ state }) => state === "failed" || state === "warning").length;
