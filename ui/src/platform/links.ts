/** The link to hand out: the one place that Copy link, QR code and invitation have it from. */
import type { Meeting } from "../api/types.ts";
import { sendThrough } from "./api.ts";
import type { Platform } from "./types.ts";

/**
 * `null` while there is no page that it could lead to. An encrypted meeting's ends with its key, which
 * the app tells this window alone.
 */
export async function linkOf(
  platform: Pick<Platform, "api">,
  meeting: Pick<Meeting, "meeting_id" | "meeting_link" | "encrypted">,
): Promise<string | null> {
  if (!meeting.encrypted || !meeting.meeting_link) return meeting.meeting_link;
  const send = sendThrough(platform);
  const { key } = await send<{ key: string }>("GET", `/meetings/${meeting.meeting_id}/key`);
  return `${meeting.meeting_link}#k=${key}`;
}
