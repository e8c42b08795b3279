import { lazy, Suspense, useCallback, useState, useSyncExternalStore } from "react";
import { Announcer } from "./Announcer.tsx";
import type { TileKey } from "./arrange.ts";
import { Connecting } from "./Connecting.tsx";
import { Notes } from "./Notes.tsx";
import type { People } from "./people.ts";
import { type PanelName, SidePanel } from "./SidePanel.tsx";
import { Stage } from "./Stage.tsx";
import type { Session } from "./session.ts";
import { Toolbar } from "./Toolbar.tsx";
import { useTalk } from "./talk.ts";
import { useSpeaker } from "./useOrder.ts";
import { useView } from "./useView.ts";
import type { Watching } from "./watching.ts";

const Reactions = lazy(() => import("../reactions/Reactions.tsx"));

export interface InsideProps {
  session: Session;
  people: People;
  watching: Watching;
  meeting: string;
  title: string;
}

/** The parts of the call: pictures, what is said over them, the toolbar, the panel beside them. */
export function Inside({ session, people, watching, title }: InsideProps) {
  const state = useSyncExternalStore(session.subscribe, session.snapshot);
  const list = useSyncExternalStore(people.subscribe, people.snapshot);
  const talk = useTalk();
  const [panel, setPanel] = useState<PanelName | null>(null);
  const view = useView();
  const speaker = useSpeaker(list);
  const onSee = useCallback((keys: ReadonlySet<TileKey>) => watching.see(keys), [watching]);
  const me = list.find((person) => person.local);
  const alone = state.phase === "connected" && list.length === 1;

  return (
    <>
      <div className="call-main">
        <main className="call-pictures">
          {state.phase === "connecting" ? (
            <Connecting since={state.since} onGiveUp={() => session.leave()} />
          ) : (
            <Stage people={list} speaker={speaker} view={view} onSee={onSee} />
          )}
          <Notes session={session} state={state} alone={alone} />
          {talk.reactions && (
            <Suspense fallback={null}>
              <Reactions />
            </Suspense>
          )}
        </main>
        <Toolbar
          title={title}
          me={me}
          count={list.length}
          session={session}
          state={state}
          panel={panel}
          onPanel={setPanel}
        />
      </div>
      {panel && <SidePanel panel={panel} onClose={() => setPanel(null)} />}
      <Announcer people={people} state={state} />
    </>
  );
}
