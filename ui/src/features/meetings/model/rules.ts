import type { Meeting, Rules } from "../../../api/types.ts";

/** How a meeting is made: open to whoever has the link. */
export const noRules: Rules = {
  locked: false,
  lobby: false,
  microphones_locked: false,
  who_shares: "everyone",
  who_chats: "everyone",
};

export const rulesOf = (meeting: Meeting): Rules => ({ ...noRules, ...meeting.rules });
