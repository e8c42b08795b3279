import { EllipsisVertical, Mic, MicOff, MonitorUp, UserMinus, Video, VideoOff } from "lucide-react";
import type { Person } from "../../api/types.ts";
import { IconButton } from "../../components/Button.tsx";
import { Menu, MenuItem, MenuTrigger } from "../../components/Menu.tsx";
import { joined } from "./model/words.ts";
import "./people.css";

export interface PeopleProps {
  people: readonly Person[];
  labelledBy: string;
  onRemove: (person: Person) => void;
}

export function People({ people, labelledBy, onRemove }: PeopleProps) {
  const now = new Date();
  return (
    // biome-ignore lint/a11y/noRedundantRoles: WebKit drops the role of a list without bullets
    <ul className="people" role="list" aria-labelledby={labelledBy}>
      {people.map((person) => (
        <li key={person.identity} data-identity={person.identity}>
          <span className="people-face" aria-hidden="true">
            {[...person.name][0]}
          </span>
          <span className="people-text">
            <span className="people-name" dir="auto" title={person.name}>
              {person.name}
            </span>
            <span className="people-states">
              <Track on={person.microphone} yes="Microphone on" no="Muted" icons={[Mic, MicOff]} />
              <Track on={person.camera} yes="Camera on" no="Camera off" icons={[Video, VideoOff]} />
              {person.screen && (
                <span className="people-state sharing">
                  <MonitorUp aria-hidden="true" />
                  Sharing
                </span>
              )}
            </span>
          </span>
          <span className="people-since">
            {person.state === "JOINING" ? "joining…" : joined(person, now)}
          </span>
          <MenuTrigger>
            <IconButton
              label={`More for ${person.name}`}
              size="small"
              icon={<EllipsisVertical aria-hidden="true" />}
            />
            <Menu onAction={() => onRemove(person)}>
              <MenuItem id="remove" danger icon={<UserMinus aria-hidden="true" />}>
                Remove
              </MenuItem>
            </Menu>
          </MenuTrigger>
        </li>
      ))}
    </ul>
  );
}

interface TrackProps {
  on: boolean;
  yes: string;
  no: string;
  icons: [typeof Mic, typeof Mic];
}

function Track({ on, yes, no, icons: [On, Off] }: TrackProps) {
  return (
    <span className={on ? "people-state on" : "people-state"}>
      {on ? <On aria-hidden="true" /> : <Off aria-hidden="true" />}
      {on ? yes : no}
    </span>
  );
}
