import {
  EllipsisVertical,
  Hand,
  Mic,
  MicOff,
  MonitorOff,
  MonitorUp,
  Pencil,
  Star,
  StarOff,
  UserMinus,
  UserRoundCheck,
  UserRoundX,
  Video,
  VideoOff,
} from "lucide-react";
import type { ReactNode } from "react";
import type { Meeting, Person } from "../../api/types.ts";
import { IconButton } from "../../components/Button.tsx";
import { firstGrapheme } from "../../components/grapheme.ts";
import { Menu, MenuItem, MenuSeparator, MenuTrigger } from "../../components/Menu.tsx";
import { t } from "../../texts/index.ts";
import { joined } from "../meetings/model/words.ts";
import type { HostDeeds } from "./deeds.ts";

export interface PersonRowProps {
  meeting: Meeting;
  person: Person;
  hand: number | null;
  lit: boolean;
  now: Date;
  deeds: HostDeeds;
  onRename: (person: Person) => void;
  onRemove: (person: Person) => void;
}

export function PersonRow({
  meeting,
  person,
  hand,
  lit,
  now,
  deeds,
  onRename,
  onRemove,
}: PersonRowProps) {
  const { name } = person;
  return (
    <li data-identity={person.identity}>
      <span className="people-face" aria-hidden="true">
        {firstGrapheme(name)}
      </span>
      <span className="people-text">
        <span className="people-name">
          <span dir="auto" title={name}>
            {name}
          </span>
          {person.role !== "guest" && (
            <span className="badge">
              {person.role === "host" ? t("console.host") : t("console.cohost")}
            </span>
          )}
        </span>
        <span className="people-states">
          {hand !== null && (
            <State icon={<Hand aria-hidden="true" />} strong>
              {hand === 1 ? t("console.hand") : t("console.hand_place", { place: hand })}
            </State>
          )}
          {lit && (
            <State icon={<Star aria-hidden="true" />} strong>
              {t("console.spotlit")}
            </State>
          )}
          {person.screen && (
            <State icon={<MonitorUp aria-hidden="true" />} strong>
              {t("console.sharing")}
            </State>
          )}
          {person.microphone ? (
            <State icon={<Mic aria-hidden="true" />}>{t("console.microphone_on")}</State>
          ) : (
            <State icon={<MicOff aria-hidden="true" />} off>
              {t("console.microphone_off")}
            </State>
          )}
          {person.camera ? (
            <State icon={<Video aria-hidden="true" />}>{t("console.camera_on")}</State>
          ) : (
            <State icon={<VideoOff aria-hidden="true" />} off>
              {t("console.camera_off")}
            </State>
          )}
        </span>
      </span>
      <span className="people-since">
        {person.state === "JOINING" ? t("console.joining") : joined(person, now)}
      </span>
      <span className="people-deeds">
        {person.microphone ? (
          <IconButton
            label={t("console.mute", { name })}
            size="small"
            icon={<MicOff aria-hidden="true" />}
            onPress={() => void deeds.mute(meeting, person, "microphone")}
          />
        ) : (
          <IconButton
            label={t("console.ask", { name })}
            size="small"
            icon={<Mic aria-hidden="true" />}
            onPress={() => void deeds.askToUnmute(meeting, person)}
          />
        )}
        <PersonMenu {...{ meeting, person, lit, deeds, onRename, onRemove }} />
      </span>
    </li>
  );
}

interface StateProps {
  icon: ReactNode;
  strong?: boolean;
  off?: boolean;
  children: ReactNode;
}

function State({ icon, strong, off, children }: StateProps) {
  const tone = strong ? " strong" : off ? "" : " on";
  return (
    <span className={`people-state${tone}`}>
      {icon}
      {children}
    </span>
  );
}

function PersonMenu({
  meeting,
  person,
  lit,
  deeds,
  onRename,
  onRemove,
}: Omit<PersonRowProps, "hand" | "now">) {
  const { identity, role } = person;
  // The host is not for others to demote or put out.
  const ours = role !== "host";
  const act: Record<string, () => unknown> = {
    camera: () => deeds.mute(meeting, person, "camera"),
    screen: () => deeds.mute(meeting, person, "screen"),
    hand: () => deeds.lowerHand(meeting, person),
    light: () => deeds.spotlight(meeting, lit ? null : identity),
    role: () => deeds.appoint(meeting, person, role === "cohost" ? "guest" : "cohost"),
    rename: () => onRename(person),
    remove: () => onRemove(person),
  };
  return (
    <MenuTrigger>
      <IconButton
        label={t("console.more_for", { name: person.name })}
        size="small"
        icon={<EllipsisVertical aria-hidden="true" />}
      />
      <Menu onAction={(key) => void act[`${key}`]?.()}>
        {person.camera && (
          <MenuItem id="camera" icon={<VideoOff aria-hidden="true" />}>
            {t("console.stop_camera")}
          </MenuItem>
        )}
        {person.screen && (
          <MenuItem id="screen" icon={<MonitorOff aria-hidden="true" />}>
            {t("console.stop_sharing")}
          </MenuItem>
        )}
        {person.hand !== null && (
          <MenuItem id="hand" icon={<Hand aria-hidden="true" />}>
            {t("console.lower_hand")}
          </MenuItem>
        )}
        <MenuItem
          id="light"
          icon={lit ? <StarOff aria-hidden="true" /> : <Star aria-hidden="true" />}
        >
          {lit ? t("console.unlight") : t("console.light")}
        </MenuItem>
        {ours && (
          <MenuItem
            id="role"
            icon={
              role === "cohost" ? (
                <UserRoundX aria-hidden="true" />
              ) : (
                <UserRoundCheck aria-hidden="true" />
              )
            }
          >
            {role === "cohost" ? t("console.make_guest") : t("console.make_cohost")}
          </MenuItem>
        )}
        <MenuItem id="rename" icon={<Pencil aria-hidden="true" />}>
          {t("console.rename")}
        </MenuItem>
        {ours && <MenuSeparator />}
        {ours && (
          <MenuItem id="remove" danger icon={<UserMinus aria-hidden="true" />}>
            {t("console.remove")}
          </MenuItem>
        )}
      </Menu>
    </MenuTrigger>
  );
}
