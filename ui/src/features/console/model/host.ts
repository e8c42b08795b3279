/**
 * What a host may ask of a meeting, without being inside: a function for each route.
 *
 * Deliberately absent: what comes of it. Events tell that, to this window as to everybody.
 */
import type { Meeting, Message, RoleGrant, Rules, Waiting } from "../../../api/types.ts";
import type { Send } from "../../../platform/api.ts";

export type Source = "microphone" | "camera" | "screen";

export interface Said {
  messages: Message[];
  more: boolean;
}

const at = (id: string, ...rest: string[]): string =>
  `/meetings/${[id, ...rest].map(encodeURIComponent).join("/")}`;

export type Host = ReturnType<typeof hostOf>;

export function hostOf(send: Send) {
  const participant = (id: string, identity: string, ...rest: string[]) =>
    at(id, "participants", identity, ...rest);
  return {
    rule: (id: string, rules: Partial<Rules>) => send<Meeting>("PATCH", at(id, "rules"), rules),

    mute: (id: string, identity: string, source: Source) =>
      send("POST", participant(id, identity, "mute"), { source }),
    muteAll: (id: string) => send<{ count: number }>("POST", at(id, "mute"), {}),
    askToUnmute: (id: string, identity: string) =>
      send("POST", participant(id, identity, "ask"), { what: "unmute" }),
    change: (id: string, identity: string, change: { name?: string; role?: "guest" | "cohost" }) =>
      send("PATCH", participant(id, identity), change),
    remove: (id: string, identity: string, newcomersWait: boolean) =>
      send("DELETE", `${participant(id, identity)}?newcomers_wait=${newcomersWait}`),
    roles: (id: string) => send<{ roles: RoleGrant[] }>("GET", at(id, "roles")),
    takeBack: (id: string, roleId: string) => send("DELETE", at(id, "roles", roleId)),
    spotlight: (id: string, identity: string | null) =>
      send("PUT", at(id, "spotlight"), { identity }),
    lowerHand: (id: string, identity: string) => send("DELETE", at(id, "hands", identity)),
    lowerHands: (id: string) => send("DELETE", at(id, "hands")),

    end: (id: string, seconds: number) => send("POST", at(id, "end"), { seconds }),
    goOn: (id: string) => send("DELETE", at(id, "end")),

    waiting: (id: string) => send<{ waiting: Waiting[] }>("GET", at(id, "lobby")),
    admit: (id: string, waitingId: string) => send("POST", at(id, "lobby", waitingId)),
    admitAll: (id: string) => send("POST", at(id, "lobby", "all")),
    deny: (id: string, waitingId: string, detail: string) =>
      send("DELETE", at(id, "lobby", waitingId), detail === "" ? {} : { detail }),
    denyAll: (id: string) => send<{ count: number }>("DELETE", at(id, "lobby"), {}),

    said: (id: string, after: number) =>
      send<Said>("GET", `${at(id, "chat")}?after=${after}&limit=500`),
    say: (id: string, text: string, key: string) =>
      send<Message>("POST", at(id, "chat"), { text, key }),
    unsay: (id: string, message: number) => send("DELETE", at(id, "chat", `${message}`)),
    clear: (id: string) => send("DELETE", at(id, "chat")),
  };
}

/** Where a file lies, as the platform fetches it. */
export const fileAt = (id: string, file: string): string => `/api/v1${at(id, "files", file)}`;
