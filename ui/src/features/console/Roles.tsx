/** Co-hosts who are not in the meeting: the host sees every role, and can take each back. */
import { UserRoundX } from "lucide-react";
import { useEffect, useState } from "react";
import type { Meeting, Person, RoleGrant } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { t } from "../../texts/index.ts";
import { moment } from "../meetings/model/words.ts";
import type { HostDeeds } from "./deeds.ts";
import { absent } from "./model/order.ts";
import "./people.css";

export interface RolesProps {
  meeting: Meeting;
  people: readonly Person[];
  deeds: Pick<HostDeeds, "roles" | "takeBack">;
}

export function Roles({ meeting, people, deeds }: RolesProps) {
  const [roles, setRoles] = useState<readonly RoleGrant[]>([]);
  const [taken, setTaken] = useState(0);
  const { meeting_id } = meeting;
  // What is listed changes when a co-host comes, leaves or becomes a guest.
  const moderating = people.filter(({ role }) => role !== "guest");
  const standing = moderating.map(({ identity, role }) => `${identity} ${role}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it is asked again for
  useEffect(() => {
    let current = true;
    void deeds.roles(meeting_id).then((told) => {
      if (current) setRoles(told);
    });
    return () => {
      current = false;
    };
  }, [deeds, meeting_id, standing, taken]);
  const away = absent(roles, people);
  if (away.length === 0) return null;
  return (
    <section aria-label={t("console.cohosts_away")}>
      <h3 className="roles-head">{t("console.cohosts_away")}</h3>
      {/* biome-ignore lint/a11y/noRedundantRoles: WebKit drops the role of a list without bullets */}
      <ul className="people" role="list">
        {away.map((grant) => (
          <li key={grant.role_id}>
            <span className="people-text">
              <span className="people-name">
                <span dir="auto" title={grant.name}>
                  {grant.name}
                </span>
              </span>
              <span className="people-state">
                {t("console.last_inside", { when: moment(new Date(grant.seen_at), new Date()) })}
              </span>
            </span>
            <Button
              size="small"
              icon={<UserRoundX aria-hidden="true" />}
              aria-label={t("console.make_guest_name", { name: grant.name })}
              onPress={() =>
                void deeds.takeBack(meeting, grant).then(() => setTaken((count) => count + 1))
              }
            >
              {t("console.make_guest")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
