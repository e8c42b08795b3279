/** What somebody who moderates did to us, in words. Pure. */
import { type Key, t } from "../../texts/index.ts";
import { type LiveState, mayModerate } from "../live/state.ts";
import type { Change, Rules } from "../live/types.ts";

/**
 * Co-hosts are called by their name; the host is the host, also from outside the call. Decided by
 * identity, since a guest may have the same name.
 */
export function whoDid(state: LiveState, by: string | null): string {
  const person = by === null ? undefined : state.people.get(by);
  return person?.role === "cohost" ? person.name : t("people.by_host");
}

/** The sentence for those it concerns; null where it does not concern us or needs no words. */
export function moderatedWords(
  state: LiveState,
  change: Extract<Change, { type: "moderated" }>,
): string | null {
  const by = whoDid(state, change.by_identity);
  if (change.identity === null) {
    return change.what === "muted" && change.by_identity !== state.me.identity
      ? t("people.all_muted", { by })
      : null;
  }
  if (change.identity !== state.me.identity) return mediaWords(state, change.identity, change.what);
  switch (change.what) {
    case "muted":
      return t("people.was_muted", { by });
    case "media_muted":
      return t("people.was_media_muted");
    case "camera_stopped":
      return t("people.was_camera_stopped", { by });
    case "screen_stopped":
      return t("people.was_screen_stopped", { by });
    case "renamed":
      return t("people.was_renamed", { by, name: state.me.name });
    case "cohost":
      return t("people.was_cohost");
    case "guest":
      return t("people.was_guest");
    case "hand_lowered":
      return t("people.was_hand_lowered", { by });
    default:
      return null;
  }
}

/** What Confab did itself about somebody else, for those who moderate. */
function mediaWords(state: LiveState, identity: string, what: string): string | null {
  if (!mayModerate(state.me.role)) return null;
  const name = state.people.get(identity)?.name ?? identity;
  if (what === "media_muted") return t("people.media_muted", { name });
  if (what === "media_removed") return t("people.media_removed", { name });
  return null;
}

const ruleWords: { rule: keyof Rules; shut: unknown; closed: Key; open: Key }[] = [
  {
    rule: "microphones_locked",
    shut: true,
    closed: "people.microphones_locked",
    open: "people.microphones_unlocked",
  },
  {
    rule: "who_shares",
    shut: "hosts",
    closed: "people.sharing_closed",
    open: "people.sharing_open",
  },
  { rule: "who_chats", shut: "hosts", closed: "people.chat_closed", open: "people.chat_open" },
];

/** What a guest may now, or may no longer. */
export function rulesWords(before: Rules, after: Rules): string[] {
  return ruleWords
    .filter(({ rule }) => before[rule] !== after[rule])
    .map(({ rule, shut, closed, open }) =>
      (t as (key: Key) => string)(after[rule] === shut ? closed : open),
    );
}
