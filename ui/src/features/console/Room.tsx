/** Who is inside, and what can be done about all of them. */
import {
  CircleStop,
  EllipsisVertical,
  Hand,
  LockKeyhole,
  MicOff,
  StarOff,
  UserRoundCheck,
} from "lucide-react";
import type { Meeting, Person } from "../../api/types.ts";
import { Button, IconButton, ToggleButton } from "../../components/Button.tsx";
import { Menu, MenuItem, MenuTrigger } from "../../components/Menu.tsx";
import { t } from "../../texts/index.ts";
import { rulesOf } from "../meetings/model/rules.ts";
import type { HostDeeds } from "./deeds.ts";
import { tally } from "./model/order.ts";
import { People } from "./People.tsx";
import { Roles } from "./Roles.tsx";
import "./room.css";

export interface RoomProps {
  meeting: Meeting;
  people: readonly Person[];
  spotlight: string | null;
  deeds: HostDeeds;
  onRename: (person: Person) => void;
  onRemove: (person: Person) => void;
}

export function Room({ meeting, people, spotlight, deeds, onRename, onRemove }: RoomProps) {
  const rules = rulesOf(meeting);
  const { hands } = tally(people);
  const act: Record<string, () => unknown> = {
    hands: () => deeds.lowerHands(meeting),
    unlight: () => deeds.spotlight(meeting, null),
    end: () => deeds.end(meeting),
  };
  return (
    <div className="room">
      <div className="room-deeds">
        {people.length > 0 && (
          <Button
            size="small"
            icon={<MicOff aria-hidden="true" />}
            onPress={() => void deeds.muteAll(meeting)}
          >
            {t("console.mute_all")}
          </Button>
        )}
        <ToggleButton
          size="small"
          icon={<LockKeyhole aria-hidden="true" />}
          isSelected={rules.locked}
          onChange={(locked) => void deeds.rule(meeting, { locked })}
        >
          {t("console.lock")}
        </ToggleButton>
        <ToggleButton
          size="small"
          icon={<UserRoundCheck aria-hidden="true" />}
          isSelected={rules.lobby}
          onChange={(lobby) => void deeds.rule(meeting, { lobby })}
        >
          {t("console.lobby")}
        </ToggleButton>
        {people.length > 0 && (
          <MenuTrigger>
            <IconButton
              label={t("console.more")}
              size="small"
              icon={<EllipsisVertical aria-hidden="true" />}
            />
            <Menu onAction={(key) => void act[`${key}`]?.()}>
              {hands > 0 && (
                <MenuItem id="hands" icon={<Hand aria-hidden="true" />}>
                  {t("console.lower_hands")}
                </MenuItem>
              )}
              {spotlight !== null && (
                <MenuItem id="unlight" icon={<StarOff aria-hidden="true" />}>
                  {t("console.unlight")}
                </MenuItem>
              )}
              <MenuItem id="end" danger icon={<CircleStop aria-hidden="true" />}>
                {t("console.end")}
              </MenuItem>
            </Menu>
          </MenuTrigger>
        )}
      </div>
      {people.length > 0 ? (
        <People
          meeting={meeting}
          people={people}
          spotlight={spotlight}
          label={t("console.room")}
          deeds={deeds}
          onRename={onRename}
          onRemove={onRemove}
        />
      ) : (
        <p className="room-empty">{t("console.nobody")}</p>
      )}
      <Roles meeting={meeting} people={people} deeds={deeds} />
    </div>
  );
}
