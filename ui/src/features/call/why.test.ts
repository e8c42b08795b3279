import { DisconnectReason } from "livekit-client";
import { describe, expect, it } from "vitest";
import { closedOnPurpose, codeOfError, endingOfCode, endingOfReason, isRefusal } from "./why.ts";

describe("why a call ended", () => {
  it("reads what the reason says by itself", () => {
    expect(endingOfReason(DisconnectReason.CLIENT_INITIATED)).toBe("left");
    expect(endingOfReason(DisconnectReason.PARTICIPANT_REMOVED)).toBe("removed");
    expect(endingOfReason(DisconnectReason.DUPLICATE_IDENTITY)).toBe("elsewhere");
  });

  it("asks where the reason does not tell a closed room from a deleted meeting", () => {
    expect(endingOfReason(DisconnectReason.ROOM_DELETED)).toBe("ask");
    expect(endingOfReason(undefined)).toBe("ask");
  });

  it("tells closing on purpose from a lost connection", () => {
    expect(closedOnPurpose(DisconnectReason.ROOM_DELETED)).toBe(true);
    expect(closedOnPurpose(DisconnectReason.SERVER_SHUTDOWN)).toBe(true);
    expect(closedOnPurpose(undefined)).toBe(false);
  });

  it("finds the gate's code at the end of the client's message", () => {
    const error = Object.assign(
      new Error("could not establish signal connection: removed_by_host"),
      {
        status: 403,
      },
    );
    expect(codeOfError(error)).toBe("removed_by_host");
    expect(isRefusal(error)).toBe(true);
    expect(codeOfError(new Error("could not establish signal connection: gibberish"))).toBeNull();
  });

  it("takes a server that is away for something that may pass", () => {
    expect(isRefusal({ status: 503 })).toBe(false);
    expect(isRefusal(new Error("network"))).toBe(false);
  });

  it("knows each of the gate's codes as an ending", () => {
    expect(endingOfCode("removed_by_host")).toBe("removed");
    expect(endingOfCode("meeting_not_found")).toBe("ended");
    expect(endingOfCode("meeting_full")).toBe("full");
    expect(endingOfCode("meeting_locked")).toBe("locked");
    expect(endingOfCode(null)).toBeNull();
  });
});
