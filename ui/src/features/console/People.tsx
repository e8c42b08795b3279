import type { Meeting, Person } from "../../api/types.ts";
import type { HostDeeds } from "./deeds.ts";
import { listed } from "./model/order.ts";
import { PersonRow } from "./PersonRow.tsx";
import "./people.css";

export interface PeopleProps {
  meeting: Meeting;
  people: readonly Person[];
  spotlight: string | null;
  label: string;
  deeds: HostDeeds;
  onRename: (person: Person) => void;
  onRemove: (person: Person) => void;
}

export function People({
  meeting,
  people,
  spotlight,
  label,
  deeds,
  onRename,
  onRemove,
}: PeopleProps) {
  const now = new Date();
  const rows = listed(people);
  return (
    // biome-ignore lint/a11y/noRedundantRoles: WebKit drops the role of a list without bullets
    <ul className="people" role="list" aria-label={label}>
      {rows.map(({ person, hand }) => (
        <PersonRow
          key={person.identity}
          meeting={meeting}
          person={person}
          hand={hand}
          lit={spotlight === person.identity}
          now={now}
          deeds={deeds}
          onRename={onRename}
          onRemove={onRemove}
        />
      ))}
    </ul>
  );
}
