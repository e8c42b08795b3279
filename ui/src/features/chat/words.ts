/** Why something was not sent, in words. */
import { bytes } from "../../texts/formats.ts";
import { t } from "../../texts/index.ts";
import { fileLimit } from "./files.ts";

const meetingLimit = 200 * 1024 * 1024;

/** Round figures for people: 10 MB, not 10.5. */
export const asLimit = (size: number) => bytes((size / 1024 / 1024) * 1_000_000);

export function whyNotSent(code: string | null): string {
  switch (code) {
    case "chat_closed":
      return t("chat.why_closed");
    case "unreachable":
      return t("chat.why_unreachable");
    case "file_too_large":
      return t("chat.why_large", { limit: asLimit(fileLimit) });
    case "meeting_files_full":
      return t("chat.why_full", { limit: asLimit(meetingLimit) });
    default:
      return t("chat.why_other");
  }
}
