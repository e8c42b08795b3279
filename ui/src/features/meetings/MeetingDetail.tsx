import { CalendarClock, Pencil, Video } from "lucide-react";
import { forwardRef, useId, useState } from "react";
import type { Meeting, Person } from "../../api/types.ts";
import { Button, IconButton } from "../../components/Button.tsx";
import { type TabOption, Tabs } from "../../components/Tabs.tsx";
import { t } from "../../texts/index.ts";
import { ChatPanel } from "../console/ChatPanel.tsx";
import { Ending } from "../console/Ending.tsx";
import { Line } from "../console/Line.tsx";
import { Room } from "../console/Room.tsx";
import { RulesPanel } from "../console/RulesPanel.tsx";
import { useChat } from "../console/useChat.ts";
import { LockMark } from "../e2ee/LockMark.tsx";
import { LinkCard } from "../sharing/LinkCard.tsx";
import { whenBriefly } from "../sharing/model/when.ts";
import { ShareThis } from "../sharing/ShareThis.tsx";
import { BackButton } from "./BackButton.tsx";
import { usePlace } from "./context.ts";
import { InlineEdit } from "./InlineEdit.tsx";
import type { Room as State } from "./model/room.ts";
import { rulesOf } from "./model/rules.ts";
import { created, inside, moment, nameOf } from "./model/words.ts";
import type { Deeds } from "./useDeeds.ts";
import "./detail.css";

export type Part = "room" | "chat" | "settings";

export interface MeetingDetailProps {
  meeting: Meeting;
  people: readonly Person[];
  room: State;
  /** Which part of it is open. */
  part: Part;
  onPart: (part: Part) => void;
  deeds: Deeds;
  whyNoLinks: string | null;
  /** Opens what is said and decided about sharing. */
  onSharing: () => void;
  onBack: () => void;
  onDelete: (meeting: Meeting) => void;
  onRename: (meeting: Meeting, person: Person) => void;
  onRemove: (meeting: Meeting, person: Person) => void;
}

export const MeetingDetail = forwardRef<HTMLHeadingElement, MeetingDetailProps>(
  function MeetingDetail(
    {
      meeting,
      people,
      room,
      part,
      onPart,
      deeds,
      whyNoLinks,
      onSharing,
      onBack,
      onDelete,
      onRename,
      onRemove,
    },
    heading,
  ) {
    const title = useId();
    const { host } = usePlace();
    const { unread } = useChat(meeting.meeting_id);
    const [joining, setJoining] = useState(false);

    const join = async () => {
      setJoining(true);
      await deeds.join(meeting);
      setJoining(false);
    };

    const tabs: TabOption<Part>[] = [
      {
        id: "room",
        label: t("console.room"),
        panel: (
          <Room
            meeting={meeting}
            people={people}
            spotlight={room.spotlight}
            deeds={host}
            onRename={(person) => onRename(meeting, person)}
            onRemove={(person) => onRemove(meeting, person)}
          />
        ),
      },
      {
        id: "chat",
        label: (
          <>
            {t("console.chat")}
            {unread > 0 && (
              <span className="tab-count news">
                <span aria-hidden="true">{unread}</span>
                <span className="unseen">{t("console.chat_news", { count: unread })}</span>
              </span>
            )}
          </>
        ),
        panel: <ChatPanel meeting={meeting} deeds={host} />,
      },
      {
        id: "settings",
        label: t("console.settings"),
        panel: (
          <RulesPanel
            meeting={meeting}
            deeds={host}
            sharing={<ShareThis meeting={meeting} deeds={deeds} />}
            onLimit={(most) => deeds.limit(meeting, most)}
            onDelete={() => onDelete(meeting)}
          />
        ),
      },
    ];

    return (
      <article className="detail" data-part={part} aria-labelledby={title}>
        <BackButton onPress={onBack} />
        <header className="detail-head">
          <div className="detail-title">
            <InlineEdit
              label={t("window.title")}
              value={meeting.title ?? ""}
              maxLength={200}
              behind={
                <h2 className="unseen" id={title}>
                  {nameOf(meeting)}
                </h2>
              }
              onSave={(title) => deeds.rename(meeting, title)}
            >
              {(edit) => (
                <>
                  <h2 ref={heading} id={title} tabIndex={-1} dir="auto">
                    {nameOf(meeting)}
                  </h2>
                  <IconButton
                    label={t(meeting.title ? "window.rename" : "window.give_title")}
                    size="small"
                    icon={<Pencil aria-hidden="true" />}
                    onPress={edit}
                  />
                </>
              )}
            </InlineEdit>
            <Facts meeting={meeting} people={people} />
          </div>
          <Button
            look="primary"
            icon={<Video aria-hidden="true" />}
            isPending={joining}
            onPress={() => void join()}
          >
            {t("common.join")}
          </Button>
        </header>

        <LinkCard meeting={meeting} deeds={deeds} whyNoLinks={whyNoLinks} onSharing={onSharing} />

        {meeting.encrypted && <p className="sealed-note">{t("seal.link_has_key")}</p>}

        {room.endingAt !== null && (
          <Ending meeting={meeting} endingAt={room.endingAt} deeds={host} />
        )}
        {room.waiting.length > 0 && <Line meeting={meeting} waiting={room.waiting} deeds={host} />}
        <Tabs label={t("console.parts")} tabs={tabs} selected={part} onSelect={onPart} />
      </article>
    );
  },
);

/** Whether it is live, its code, since when, and how its door stands. */
function Facts({ meeting, people }: { meeting: Meeting; people: readonly Person[] }) {
  const now = new Date();
  const { locked, lobby, microphones_locked } = rulesOf(meeting);
  const live = people.length > 0;
  return (
    <p className="detail-facts">
      {live && (
        <span className="live live-badge">
          <span className="row-dot" aria-hidden="true" />
          {inside(people.length)}
        </span>
      )}
      {meeting.title && (
        <span className="code" dir="ltr">
          {meeting.meeting_id}
        </span>
      )}
      <span>
        {live && meeting.live_since
          ? t("window.since", { when: moment(new Date(meeting.live_since), now) })
          : created(meeting, now)}
      </span>
      {meeting.encrypted && <LockMark word />}
      {meeting.schedule && !live && (
        <span className="detail-when">
          <CalendarClock aria-hidden="true" />
          {whenBriefly(meeting.schedule, now)}
        </span>
      )}
      {locked && <span className="badge">{t("console.is_locked")}</span>}
      {lobby && <span className="badge">{t("console.is_lobby")}</span>}
      {microphones_locked && <span className="badge">{t("console.is_microphones")}</span>}
    </p>
  );
}
