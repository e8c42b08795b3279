/** What a host can do, each with what is said afterwards. Failures become sentences, never silence. */
import { useMemo, useRef } from "react";
import type { Meeting } from "../../api/types.ts";
import { notify } from "../../components/Toast.tsx";
import { sentenceOf } from "../../platform/api.ts";
import { type Platform, usePlatform } from "../../platform/index.ts";
import { linkOf } from "../../platform/links.ts";
import { t } from "../../texts/index.ts";
import { calendarFile, fileName } from "../sharing/model/calendar.ts";
import { type Invited, invitation, subjectOf } from "../sharing/model/invitation.ts";
import { mailtoFitting } from "../sharing/model/mail.ts";
import type { SharingStore } from "../sharing/model/store.ts";
import type { Schedule } from "../sharing/model/when.ts";
import { reachWords } from "../sharing/model/words.ts";
import { usePlace } from "./context.ts";
import type { MeetingsStore } from "./model/store.ts";
import { undoOf } from "./model/undo.ts";
import { nameOf } from "./model/words.ts";

export interface Deeds {
  create(): Promise<void>;
  /** Whoever asked says why it failed. */
  createEncrypted(): Promise<void>;
  /** Takes the last New meeting back, if that is still offered. */
  undo(): boolean;
  copy(meeting: Meeting): Promise<void>;
  join(meeting: Meeting): Promise<void>;
  rename(meeting: Meeting, title: string): Promise<void>;
  limit(meeting: Meeting, people: number): Promise<void>;
  delete(meeting: Meeting): Promise<void>;

  /* Handing it over */

  copyInvitation(invited: Invited): Promise<void>;
  mail(invited: Invited): Promise<void>;
  saveCalendar(invited: Invited): Promise<void>;
  share(meeting: Meeting, shared: boolean): Promise<void>;
  /** Sets the time, or takes it away; whoever asked says why it failed. */
  schedule(meeting: Meeting, schedule: Schedule | null): Promise<void>;
}

interface Offer {
  id: string;
  withdraw: () => void;
}

export function deedsOf(
  platform: Platform,
  store: MeetingsStore,
  sharing: Pick<SharingStore, "sharing">,
  select: (id: string | null) => void,
  say: typeof notify = notify,
): Deeds {
  let offer: Offer | null = null;

  /** Copies the link and says for whom it works; null where the clipboard refuses. */
  const copyLink = async (meeting: Meeting, done: string): Promise<string | null> => {
    const link = await linkOf(platform, meeting);
    if (!link) return null;
    return platform.copy(link).then(
      () => t("sharing.said", { done, reach: reachWords(link, sharing.sharing()) }),
      () => null,
    );
  };

  /** Shows a meeting that was just made, with its link in the clipboard. */
  const present = async (meeting: Meeting): Promise<void> => {
    select(meeting.meeting_id);
    const copied = await copyLink(meeting, t("window.made")).catch(() => null);
    offerUndo(meeting.meeting_id, copied ?? t("window.made_not_copied"));
  };

  const attempt = async (deed: () => Promise<string | null>): Promise<void> => {
    try {
      const said = await deed();
      if (said !== null) say(said);
    } catch (failure) {
      say(sentenceOf(failure));
    }
  };

  const withdraw = () => {
    offer?.withdraw();
    offer = null;
  };

  const takeBack = async (id: string): Promise<void> => {
    const possible = undoOf(store.state(), id);
    if (possible === "somebody_joined") {
      say(t("window.undo_too_late"));
      return;
    }
    if (possible === "gone") return;
    try {
      await store.delete(id);
      select(null);
      say(t("window.undone"));
    } catch (failure) {
      say(sentenceOf(failure));
    }
  };

  /** The offer ends with the first person inside, or with the meeting. */
  const offerUndo = (id: string, words: string) => {
    withdraw();
    const close = say(words, {
      label: t("window.undo"),
      run: () => {
        stop();
        offer = null;
        void takeBack(id);
      },
    });
    const stop = store.subscribe(() => {
      if (undoOf(store.state(), id) === "possible") return;
      stop();
      close();
      if (offer?.id === id) offer = null;
    });
    offer = {
      id,
      withdraw: () => {
        stop();
        close();
      },
    };
  };

  /** Calls that are being opened: a second press is the same call. */
  const opening = new Map<string, Promise<void>>();

  const openCall = (id: string, takeOver: boolean): Promise<void> => {
    const under = opening.get(id);
    if (under) return under;
    const work = openNow(id, takeOver).finally(() => opening.delete(id));
    opening.set(id, work);
    return work;
  };

  const openNow = async (id: string, takeOver: boolean): Promise<void> => {
    const close = say(t("window.opening_call"));
    try {
      const { opened, browser, instead_of: failed } = await platform.join(id, takeOver);
      close();
      if (opened === "already_open") {
        say(t("window.call_is_open"), {
          label: t("window.move_call"),
          run: () => void openCall(id, true),
        });
      } else if (failed && browser) {
        say(t("window.opened_instead", { failed, browser }));
      } else if (failed) {
        say(t("window.opened_instead_default", { failed }));
      } else if (opened === "browser") {
        say(t("window.opens_in_browser"));
      }
    } catch (failure) {
      close();
      say(sentenceOf(failure));
    }
  };

  return {
    async create() {
      try {
        await present(await store.create());
      } catch (failure) {
        say(sentenceOf(failure));
      }
    },
    async createEncrypted() {
      await present(await store.createEncrypted());
    },
    undo() {
      const last = offer;
      if (!last) return false;
      withdraw();
      void takeBack(last.id);
      return true;
    },
    async copy(meeting) {
      await attempt(
        async () =>
          (await copyLink(meeting, t("window.link_copied"))) ?? t("window.link_not_copied"),
      );
    },
    join: (meeting) => openCall(meeting.meeting_id, false),
    async rename(meeting, title) {
      await store.update(meeting.meeting_id, { title: title.trim() === "" ? null : title.trim() });
    },
    async limit(meeting, people) {
      await store.update(meeting.meeting_id, { max_participants: people });
    },
    async delete(meeting) {
      await store.delete(meeting.meeting_id);
      say(t("window.deleted", { meeting: nameOf(meeting) }));
    },

    async copyInvitation(invited) {
      const copied = platform.copy(invitation(invited)).then(
        () => t("sharing.invitation_copied"),
        () => t("sharing.invitation_not_copied"),
      );
      say(await copied);
    },
    mail: (invited) =>
      attempt(async () => {
        const bodies = [invitation(invited), invitation(invited, "short")];
        await platform.mail(mailtoFitting(subjectOf(invited), bodies));
        return null;
      }),
    saveCalendar: (invited) =>
      attempt(async () => {
        const { meeting, link } = invited;
        if (!meeting.schedule) return null;
        const file = calendarFile({
          meeting,
          schedule: meeting.schedule,
          link,
          notes: invitation(invited),
          now: new Date(),
        });
        const place = await platform.saveText(fileName(meeting, "ics"), file);
        return t("sharing.saved", { place });
      }),
    share: (meeting, shared) =>
      attempt(async () => {
        await store.update(meeting.meeting_id, { shared });
        return null;
      }),
    schedule: (meeting, schedule) => store.update(meeting.meeting_id, { schedule }),
  };
}

export function useDeeds(select: (id: string | null) => void): Deeds {
  const platform = usePlatform();
  const { store, sharing } = usePlace();
  const latest = useRef(select);
  latest.current = select;
  return useMemo(
    () => deedsOf(platform, store, sharing, (id) => latest.current(id)),
    [platform, store, sharing],
  );
}
