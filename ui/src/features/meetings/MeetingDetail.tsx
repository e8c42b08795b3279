import { ArrowLeft, Copy, Pencil, Trash2, Video } from "lucide-react";
import { forwardRef, useId, useState } from "react";
import type { Meeting, Person } from "../../api/types.ts";
import { Button, IconButton } from "../../components/Button.tsx";
import { t } from "../../texts/index.ts";
import { InlineEdit } from "./InlineEdit.tsx";
import { created, inside, moment, nameOf } from "./model/words.ts";
import { People } from "./People.tsx";
import type { Deeds } from "./useDeeds.ts";
import "./detail.css";

export interface MeetingDetailProps {
  meeting: Meeting;
  people: readonly Person[];
  deeds: Deeds;
  whyNoLinks: string | null;
  onBack: () => void;
  onDelete: (meeting: Meeting) => void;
  onRemove: (meeting: Meeting, person: Person) => void;
}

const MOST = 1000;

export function checkLimit(value: string): string | null {
  const wanted = Number(value);
  const whole = /^\d+$/.test(value.trim());
  return whole && wanted >= 1 && wanted <= MOST ? null : t("window.limit_wrong");
}

export const MeetingDetail = forwardRef<HTMLHeadingElement, MeetingDetailProps>(
  function MeetingDetail(
    { meeting, people, deeds, whyNoLinks, onBack, onDelete, onRemove },
    heading,
  ) {
    const room = useId();
    const reason = useId();
    const [joining, setJoining] = useState(false);
    const live = people.length > 0;
    const now = new Date();

    const join = async () => {
      setJoining(true);
      await deeds.join(meeting);
      setJoining(false);
    };

    return (
      <article className="detail" aria-labelledby={`${room}-title`}>
        <Button look="quiet" size="small" icon={<ArrowLeft aria-hidden="true" />} onPress={onBack}>
          {t("window.back")}
        </Button>
        <header className="detail-head">
          <InlineEdit
            label={t("window.title")}
            value={meeting.title ?? ""}
            maxLength={200}
            behind={
              <h2 className="unseen" id={`${room}-title`}>
                {nameOf(meeting)}
              </h2>
            }
            onSave={(title) => deeds.rename(meeting, title)}
          >
            {(edit) => (
              <>
                <h2 ref={heading} id={`${room}-title`} tabIndex={-1} dir="auto">
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
          <p className="detail-facts">
            {live && (
              <span className="live live-badge">
                <span className="row-dot" aria-hidden="true" />
                {inside(people.length)}
              </span>
            )}
            {meeting.title && <span className="code">{meeting.meeting_id}</span>}
            <span>
              {live && meeting.live_since
                ? t("window.since", { when: moment(new Date(meeting.live_since), now) })
                : created(meeting, now)}
            </span>
          </p>
        </header>

        <section className="link-card" aria-label={t("window.link")}>
          {/* A link that would lead to somebody else's program is not even shown. */}
          {whyNoLinks === null && meeting.meeting_link !== null ? (
            <p className="link-text">{meeting.meeting_link}</p>
          ) : (
            <p className="reason" id={reason}>
              {t("window.link_later")}
            </p>
          )}
          <div className="link-deeds">
            <Button
              icon={<Copy aria-hidden="true" />}
              isDisabled={whyNoLinks !== null || meeting.meeting_link === null}
              aria-describedby={whyNoLinks ? reason : undefined}
              onPress={() => void deeds.copy(meeting)}
            >
              {t("window.copy_link")}
            </Button>
            <Button
              look="primary"
              icon={<Video aria-hidden="true" />}
              isPending={joining}
              onPress={() => void join()}
            >
              {t("common.join")}
            </Button>
          </div>
        </section>

        <section className="room" aria-labelledby={room}>
          <h3 id={room}>In the room</h3>
          {live ? (
            <People
              people={people}
              labelledBy={room}
              onRemove={(person) => onRemove(meeting, person)}
            />
          ) : (
            <p className="room-empty">
              Nobody is inside. Send the link, or join to wait for your guests.
            </p>
          )}
        </section>

        <footer className="detail-foot">
          <InlineEdit
            label={t("window.most")}
            value={`${meeting.max_participants}`}
            numeric
            maxLength={4}
            check={checkLimit}
            onSave={(value) => deeds.limit(meeting, Number(value))}
          >
            {(edit) => (
              <>
                <p>{t("window.room_for", { count: meeting.max_participants })}</p>
                <Button look="quiet" size="small" onPress={edit}>
                  {t("window.change")}
                </Button>
              </>
            )}
          </InlineEdit>
          <Button
            look="quiet"
            size="small"
            icon={<Trash2 aria-hidden="true" />}
            onPress={() => onDelete(meeting)}
          >
            {t("common.delete")}
          </Button>
        </footer>
      </article>
    );
  },
);
