/** Why a connection ended or never came about, read from what LiveKit's client lets one see. */
import { DisconnectReason } from "livekit-client";
import { asFailureCode, type FailureCode } from "../../guest/api.ts";
import type { Ending } from "../../guest/words.ts";

/** What a reason says by itself; `"ask"` where only our API knows, `"left"` where we did it. */
export function endingOfReason(reason: DisconnectReason | undefined): Ending | "ask" {
  switch (reason) {
    case DisconnectReason.CLIENT_INITIATED:
      return "left";
    case DisconnectReason.DUPLICATE_IDENTITY:
      return "elsewhere";
    case DisconnectReason.PARTICIPANT_REMOVED:
      return "removed";
    default:
      return "ask";
  }
}

/** A room that was closed on purpose, so that being unreachable afterwards means "over", not "lost". */
export function closedOnPurpose(reason: DisconnectReason | undefined): boolean {
  return (
    reason === DisconnectReason.ROOM_DELETED ||
    reason === DisconnectReason.ROOM_CLOSED ||
    reason === DisconnectReason.SERVER_SHUTDOWN
  );
}

/**
 * The gate's code, which arrives as the tail of the message of a refusal
 * ("could not establish signal connection: removed_by_host").
 */
export function codeOfError(error: unknown): FailureCode | null {
  const { message = "" } = (error ?? {}) as { message?: string };
  return asFailureCode(message.split(":").at(-1)?.trim());
}

/** 401 and 403 are answers; everything else may be better in a moment. */
export function isRefusal(error: unknown): boolean {
  const { status } = (error ?? {}) as { status?: number };
  return status === 401 || status === 403;
}

/** The gate's codes as endings, for somebody who was let in a moment ago. */
export function endingOfCode(code: FailureCode | null): Ending | null {
  switch (code) {
    case "removed_by_host":
      return "removed";
    case "meeting_not_found":
      return "ended";
    case "meeting_full":
      return "full";
    case "meeting_locked":
    case "lobby":
      return "locked";
    default:
      return null;
  }
}
