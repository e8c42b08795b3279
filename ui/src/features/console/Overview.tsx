/** All live meetings side by side, each with what one does most. */
import { Hand, LockKeyhole, Mic, MicOff, MonitorUp, UserRoundCheck } from "lucide-react";
import { forwardRef, useId } from "react";
import type { Meeting } from "../../api/types.ts";
import { Button, ToggleButton } from "../../components/Button.tsx";
import { list } from "../../texts/formats.ts";
import { t } from "../../texts/index.ts";
import { BackButton } from "../meetings/BackButton.tsx";
import { quiet, type Room } from "../meetings/model/room.ts";
import type { Row } from "../meetings/model/rows.ts";
import { rulesOf } from "../meetings/model/rules.ts";
import { inside, nameOf, names } from "../meetings/model/words.ts";
import type { HostDeeds } from "./deeds.ts";
import { Ending } from "./Ending.tsx";
import { tally } from "./model/order.ts";
import "./overview.css";

export interface OverviewProps {
  rows: readonly Row[];
  rooms: ReadonlyMap<string, Room>;
  deeds: HostDeeds;
  onOpen: (meeting: Meeting) => void;
  onJoin: (meeting: Meeting) => void;
  onBack: () => void;
}

export const Overview = forwardRef<HTMLHeadingElement, OverviewProps>(function Overview(
  { rows, rooms, deeds, onOpen, onJoin, onBack },
  heading,
) {
  const total = rows.reduce((sum, { people }) => sum + people.length, 0);
  return (
    <div className="overview">
      <BackButton onPress={onBack} />
      <header>
        <h2 ref={heading} tabIndex={-1}>
          {t("console.overview_title", { count: rows.length })}
        </h2>
        <p>{t("console.overview_total", { count: total })}</p>
      </header>
      <div className="overview-cards">
        {rows.map((row) => (
          <Card
            key={row.meeting.meeting_id}
            row={row}
            room={rooms.get(row.meeting.meeting_id) ?? quiet}
            deeds={deeds}
            onOpen={() => onOpen(row.meeting)}
            onJoin={() => onJoin(row.meeting)}
          />
        ))}
      </div>
    </div>
  );
});

interface CardProps {
  row: Row;
  room: Room;
  deeds: HostDeeds;
  onOpen: () => void;
  onJoin: () => void;
}

function Card({ row: { meeting, people }, room, deeds, onOpen, onJoin }: CardProps) {
  const title = useId();
  const { microphones, hands, sharing } = tally(people);
  const rules = rulesOf(meeting);
  const count = room.waiting.length;
  return (
    <article className="card" aria-labelledby={title}>
      <div className="card-head">
        <h3 id={title} dir="auto">
          <button type="button" className="card-open" onClick={onOpen}>
            {nameOf(meeting)}
          </button>
        </h3>
        {people.length > 0 && (
          <span className="live live-badge">
            <span className="row-dot" aria-hidden="true" />
            {inside(people.length)}
          </span>
        )}
      </div>
      <p className="card-names" dir="auto">
        {people.length > 0 ? names(people, 4) : inside(0)}
      </p>
      <ul className="card-facts">
        {people.length > 0 && (
          <li>
            {microphones > 0 ? <Mic aria-hidden="true" /> : <MicOff aria-hidden="true" />}
            {t("console.speaking_up", { count: microphones })}
          </li>
        )}
        {hands > 0 && (
          <li className="strong">
            <Hand aria-hidden="true" />
            {t("console.hands_up", { count: hands })}
          </li>
        )}
        {sharing.length > 0 && (
          <li>
            <MonitorUp aria-hidden="true" />
            {t("console.shares", {
              names: list(sharing.map(({ name }) => name)),
              count: sharing.length,
            })}
          </li>
        )}
        {rules.lobby && (
          <li>
            <UserRoundCheck aria-hidden="true" />
            {t("console.lobby")}
          </li>
        )}
      </ul>
      {count > 0 && (
        <div className="card-waiting">
          <p>{t("console.waiting", { count })}</p>
          <Button
            look="primary"
            size="small"
            aria-describedby={title}
            onPress={() => void deeds.admitAll(meeting)}
          >
            {count === 1 ? t("console.admit") : t("console.admit_all")}
          </Button>
        </div>
      )}
      {room.endingAt && <Ending meeting={meeting} endingAt={room.endingAt} deeds={deeds} small />}
      <div className="card-deeds">
        <Button
          size="small"
          isDisabled={microphones === 0}
          aria-describedby={title}
          onPress={() => void deeds.muteAll(meeting)}
        >
          {t("console.mute_all")}
        </Button>
        <ToggleButton
          size="small"
          icon={<LockKeyhole aria-hidden="true" />}
          isSelected={rules.locked}
          aria-describedby={title}
          onChange={(locked) => void deeds.rule(meeting, { locked })}
        >
          {t("console.lock")}
        </ToggleButton>
        <Button size="small" aria-describedby={title} onPress={onJoin}>
          {t("common.join")}
        </Button>
      </div>
    </article>
  );
}
