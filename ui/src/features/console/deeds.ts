/** What a host does in a meeting, each with what is said afterwards. Failures become sentences. */
import type { Meeting, Person, RoleGrant, Rules, Waiting } from "../../api/types.ts";
import { notify } from "../../components/Toast.tsx";
import { sentenceOf } from "../../platform/api.ts";
import type { Platform } from "../../platform/index.ts";
import { t } from "../../texts/index.ts";
import type { MeetingsStore } from "../meetings/model/store.ts";
import { fileAt, type Host, type Source } from "./model/host.ts";

/** How long everybody has to say goodbye, and the host to think again. */
export const COUNTDOWN = 10;

export type HostDeeds = ReturnType<typeof hostDeedsOf>;

export function hostDeedsOf(
  host: Host,
  store: Pick<MeetingsStore, "told">,
  platform: Pick<Platform, "save">,
  say: (words: string) => unknown = notify,
) {
  const attempt = async (deed: () => Promise<unknown>): Promise<void> => {
    await deed().catch((failure: unknown) => say(sentenceOf(failure)));
  };
  return {
    /* What needs no question: it shows, and can be taken back. */

    rule: ({ meeting_id }: Meeting, rules: Partial<Rules>) =>
      attempt(async () => store.told(await host.rule(meeting_id, rules))),
    mute: ({ meeting_id }: Meeting, { identity }: Person, source: Source) =>
      attempt(() => host.mute(meeting_id, identity, source)),
    muteAll: ({ meeting_id }: Meeting) =>
      attempt(async () => {
        const { count } = await host.muteAll(meeting_id);
        say(t("console.muted_all", { count }));
      }),
    askToUnmute: ({ meeting_id }: Meeting, { identity, name }: Person) =>
      attempt(async () => {
        await host.askToUnmute(meeting_id, identity);
        say(t("console.asked", { name }));
      }),
    appoint: ({ meeting_id }: Meeting, { identity }: Person, role: "guest" | "cohost") =>
      attempt(() => host.change(meeting_id, identity, { role })),
    takeBack: ({ meeting_id }: Meeting, { role_id }: RoleGrant) =>
      attempt(() => host.takeBack(meeting_id, role_id)),
    /** Who may do more than a guest; none where that cannot be told now. */
    roles: (id: string): Promise<readonly RoleGrant[]> =>
      host.roles(id).then(
        ({ roles }) => roles,
        () => [],
      ),
    spotlight: ({ meeting_id }: Meeting, identity: string | null) =>
      attempt(() => host.spotlight(meeting_id, identity)),
    lowerHand: ({ meeting_id }: Meeting, { identity }: Person) =>
      attempt(() => host.lowerHand(meeting_id, identity)),
    lowerHands: ({ meeting_id }: Meeting) => attempt(() => host.lowerHands(meeting_id)),
    admit: ({ meeting_id }: Meeting, { waiting_id }: Waiting) =>
      attempt(() => host.admit(meeting_id, waiting_id)),
    admitAll: ({ meeting_id }: Meeting) => attempt(() => host.admitAll(meeting_id)),
    end: ({ meeting_id }: Meeting, seconds = COUNTDOWN) =>
      attempt(() => host.end(meeting_id, seconds)),
    goOn: ({ meeting_id }: Meeting) => attempt(() => host.goOn(meeting_id)),
    unsay: ({ meeting_id }: Meeting, message: number) =>
      attempt(() => host.unsay(meeting_id, message)),
    save: ({ meeting_id }: Meeting, file: { file_id: string; name: string }) =>
      attempt(async () => {
        const place = await platform.save(fileAt(meeting_id, file.file_id), file.name);
        say(t("console.chat_saved", { place }));
      }),

    /* What a dialog asks about: the dialog says why it failed. */

    async remove(meeting: Meeting, { identity, name }: Person, newcomersWait: boolean) {
      await host.remove(meeting.meeting_id, identity, newcomersWait);
      say(t("console.removed", { name }));
    },
    async rename(meeting: Meeting, { identity }: Person, name: string) {
      await host.change(meeting.meeting_id, identity, { name });
    },
    async deny(meeting: Meeting, { waiting_id, name }: Waiting, detail: string) {
      await host.deny(meeting.meeting_id, waiting_id, detail);
      say(t("console.denied", { name }));
    },
    async denyAll(meeting: Meeting) {
      const { count } = await host.denyAll(meeting.meeting_id);
      say(t("console.denied_all", { count }));
    },
    async clear(meeting: Meeting) {
      await host.clear(meeting.meeting_id);
      say(t("console.chat_cleared"));
    },
  };
}
