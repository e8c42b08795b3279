/**
 * What a guest is sent: text that stands by itself, in the host's language.
 *
 * Invariant: it promises only what the link keeps. A link of this computer says so, one behind our own
 * certificate says what the browser will ask, and by what the certificate is known.
 */
import type { Meeting, Sharing } from "../../../api/types.ts";
import { t } from "../../../texts/index.ts";
import { nameOf } from "../../meetings/model/words.ts";
import { whenWords } from "./when.ts";
import { reachOf } from "./words.ts";

export interface Invited {
  meeting: Meeting;
  link: string;
  sharing: Sharing | null;
  timeZone?: string;
}

export type How = "whole" | "short";

export const subjectOf = ({ meeting }: Pick<Invited, "meeting">): string =>
  t("sharing.invitation_subject", { meeting: nameOf(meeting) });

/** Whether the browser will warn whoever opens this link for the first time. */
export function warns(link: string, sharing: Sharing | null): boolean {
  return (
    sharing?.certificate != null && !sharing.certificate.own && reachOf(link, sharing) === "network"
  );
}

/** `whole` explains each browser's warning; `short` is for places that hold little. */
export function invitation(invited: Invited, how: How = "whole"): string {
  const { meeting, link, sharing, timeZone } = invited;
  const when = meeting.schedule && whenWords(meeting.schedule, timeZone);
  const parts = [
    [
      t("sharing.invitation_title", { meeting: nameOf(meeting) }),
      ...(when ? [t("sharing.invitation_when", { when })] : []),
    ],
    [link],
    [t("sharing.invitation_open"), ...where(link, sharing)],
    ...(warns(link, sharing) ? warning(link, sharing, how) : []),
  ];
  return parts.map((lines) => lines.join("\n")).join("\n\n");
}

function where(link: string, sharing: Sharing | null): string[] {
  const reach = reachOf(link, sharing);
  return reach === "front_end" ? [] : [t(`sharing.invitation_${reach}`)];
}

function warning(link: string, sharing: Sharing | null, how: How): string[][] {
  const certificate = sharing?.certificate;
  if (!certificate) return [];
  const host = new URL(link).hostname;
  const known = t("sharing.invitation_words", { words: certificate.words.join(" ") });
  if (how === "short") return [[t("sharing.invitation_warning")], [known]];
  return [
    [
      t("sharing.invitation_warning"),
      `• ${t("sharing.invitation_chrome", { host })}`,
      `• ${t("sharing.invitation_firefox")}`,
      `• ${t("sharing.invitation_safari")}`,
    ],
    [known, t("sharing.invitation_print", { fingerprint: certificate.fingerprint })],
  ];
}
