/**
 * Opens the meeting's event stream for as long as the call lasts, and tells the call page what it
 * shows of it. What the panels need beyond that they take from `useMeeting`.
 */
import {
  type ReactNode,
  Suspense,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import { lazily } from "../../components/lazily.ts";
import type { Joined } from "../../guest/api.ts";
import { t } from "../../texts/index.ts";
import type { People } from "../call/people.ts";
import type { Session } from "../call/session.ts";
import { type Talk, TalkContext } from "../call/talk.ts";
import { Chat } from "../chat/store.ts";
import { MeetingContext } from "./context.ts";
import { type Cover, type Listen, Live } from "./live.ts";
import { hands } from "./state.ts";
import { useLive } from "./useLive.ts";

const Announcements = lazily(() => import("./Announcements.tsx"));

export interface TalkProviderProps {
  joined: Joined;
  /** Of an encrypted meeting. */
  cover: Cover | null;
  session: Session;
  people: People;
  children: ReactNode;
}

export function TalkProvider({ joined, cover, session, people, children }: TalkProviderProps) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const { meeting, identity, name } = joined;
  useEffect(() => {
    const live = new Live({ meeting, identity, name, cover });
    const chat = new Chat(live, {
      previewOf: (file) => import("../chat/preview.ts").then(({ previewOf }) => previewOf(file)),
      // A sound that can't be loaded is no loss: the message is there.
      onNew: () =>
        void import("../chat/tone.ts").then(
          ({ ring }) => ring(),
          () => undefined,
        ),
    });
    // Both are loaded later; nothing goes unsaid for that.
    const [announcing, noticing] = [live.backlog(), live.backlog()];
    live.start();
    setOpened({ live, chat, announcing, noticing });
    return () => {
      chat.close();
      live.close();
    };
  }, [meeting, identity, name, cover]);
  if (!opened) return null;
  return (
    <Provided {...opened} session={session} people={people}>
      {children}
    </Provided>
  );
}

interface Opened {
  live: Live;
  chat: Chat;
  announcing: Listen;
  noticing: Listen;
}

function Provided({
  live,
  chat,
  announcing,
  noticing,
  session,
  people,
  children,
}: Opened & {
  session: Session;
  people: People;
  children: ReactNode;
}) {
  const meeting = useMemo(
    () => ({ live, chat, session, people, noticing }),
    [live, chat, session, people, noticing],
  );
  const unread = useSyncExternalStore(chat.subscribe, () => chat.snapshot().unread);
  const raised = useLive(live, hands);
  const spotlight = useLive(live, (state) => state.spotlight);
  const talk = useMemo<Talk>(
    () => ({
      chat: true,
      people: true,
      hands: true,
      reactions: true,
      unread,
      raised: new Map(raised.map(({ identity }, place) => [identity, place + 1])),
      spotlight,
      raiseHand: (up) => void live.api.hand(up).catch(() => session.say(t("call.hand_failed"))),
    }),
    [live, session, unread, raised, spotlight],
  );
  return (
    <MeetingContext value={meeting}>
      <TalkContext value={talk}>
        {children}
        <Suspense fallback={null}>
          <Announcements listen={announcing} />
        </Suspense>
      </TalkContext>
    </MeetingContext>
  );
}
