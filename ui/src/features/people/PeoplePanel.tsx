/** Everybody inside; for hosts and co-hosts also who waits, and what they can do about anybody. */
import { useMemo, useState, useSyncExternalStore } from "react";
import "../../texts/areas/people.ts";
import { t } from "../../texts/index.ts";
import type { PanelProps } from "../call/SidePanel.tsx";
import { Refused } from "../live/api.ts";
import { useMeeting } from "../live/context.ts";
import { mayModerate } from "../live/state.ts";
import { EverybodyControls } from "./EverybodyControls.tsx";
import { PersonRow } from "./PersonRow.tsx";
import { rows } from "./rows.ts";
import { WaitingList } from "./WaitingList.tsx";
import "./people.css";

/** Runs something that may be refused; `done` is said when it worked. */
export type Attempt = (deed: Promise<unknown>, done?: string) => void;

export default function PeoplePanel(_: PanelProps) {
  const { live, people } = useMeeting();
  const state = useSyncExternalStore(live.subscribe, live.snapshot);
  const seen = useSyncExternalStore(people.subscribe, people.snapshot);
  const list = useMemo(() => rows(state, seen), [state, seen]);
  const [said, setSaid] = useState("");
  const may = mayModerate(state.me.role);

  const attempt: Attempt = (deed, done = "") => {
    setSaid("");
    deed.then(
      () => setSaid(done),
      (error) => setSaid(failure(error)),
    );
  };

  return (
    <div className="people">
      <p className="people-said" role="status">
        {said}
      </p>
      {may && state.waiting.length > 0 && <WaitingList waiting={state.waiting} attempt={attempt} />}
      <section aria-labelledby="people-inside">
        <h3 id="people-inside" className="people-heading">
          {t("people.inside")}
          <span className="people-count">{list.length}</span>
        </h3>
        {list.length === 0 ? (
          <p className="people-none" role="status">
            {t("people.loading")}
          </p>
        ) : (
          <ul className="people-list" aria-label={t("people.inside")}>
            {list.map((row) => (
              <PersonRow key={row.identity} row={row} role={state.me.role} attempt={attempt} />
            ))}
          </ul>
        )}
      </section>
      {may && <EverybodyControls attempt={attempt} />}
    </div>
  );
}

function failure(error: unknown): string {
  return error instanceof Refused && error.status === 403
    ? t("people.may_not")
    : t("people.failed");
}
