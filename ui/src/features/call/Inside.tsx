import { Suspense, useCallback, useState, useSyncExternalStore } from "react";
import { lazily } from "../../components/lazily.ts";
import { t } from "../../texts/index.ts";
import { DoctorSheet } from "../doctor/load.ts";
import type { Kind } from "../prejoin/problems.ts";
import { Announcer } from "./Announcer.tsx";
import { cameraOf, identityOf, type TileKey } from "./arrange.ts";
import { Connecting } from "./Connecting.tsx";
import { useCover } from "./cover.ts";
import { KeyNote } from "./coverParts.ts";
import { Notes } from "./Notes.tsx";
import type { People } from "./people.ts";
import { type PanelName, SidePanel } from "./SidePanel.tsx";
import { SmallWindow } from "./SmallWindow.tsx";
import { Stage } from "./Stage.tsx";
import type { Session } from "./session.ts";
import { Toolbar } from "./Toolbar.tsx";
import { useTalk } from "./talk.ts";
import type { TalkingMuted } from "./talkingMuted.ts";
import { type KeyDeeds, useKeys } from "./useKeys.ts";
import { useSpeaker } from "./useOrder.ts";
import { useSmallWindow } from "./useSmallWindow.ts";
import { useView } from "./useView.ts";
import { useWakeLock } from "./useWakeLock.ts";
import type { Watching } from "./watching.ts";

const Notices = lazily(() => import("../people/Notices.tsx"));
const Reactions = lazily(() => import("../reactions/Reactions.tsx"));
const KeysDialog = lazily(() => import("./KeysDialog.tsx"));
const StatsDialog = lazily(() => import("./StatsDialog.tsx"));

export interface InsideProps {
  session: Session;
  people: People;
  watching: Watching;
  talkingMuted: TalkingMuted;
  title: string;
  /** What leads others here. */
  link: string;
}

type Asked = { what: "keys" } | { what: "check" } | { what: "stats"; about: string | null };

/** The parts of the call: pictures, what is said over them, the toolbar, the panel beside them. */
export function Inside({ session, people, watching, talkingMuted, title, link }: InsideProps) {
  const state = useSyncExternalStore(session.subscribe, session.snapshot);
  const list = useSyncExternalStore(people.subscribe, people.snapshot);
  const talking = useSyncExternalStore(talkingMuted.subscribe, talkingMuted.snapshot);
  const talk = useTalk();
  const cover = useCover();
  const [panel, setPanel] = useState<PanelName | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const view = useView();
  const speaker = useSpeaker(list);
  const me = list.find((person) => person.local);
  const alone = state.phase === "connected" && list.length === 1;
  useWakeLock(true);

  const inFront = view.pinned ? identityOf(view.pinned) : (talk.spotlight ?? speaker);
  const person = list.find((each) => each.identity === inFront) ?? me;
  const smallFailed = useCallback(() => session.say(t("call.pip_failed")), [session]);
  const small = useSmallWindow(person, smallFailed);
  const also = small.open && person ? cameraOf(person.identity) : null;
  const onSee = useCallback(
    (keys: ReadonlySet<TileKey>) => watching.see(also ? new Set([...keys, also]) : keys),
    [watching, also],
  );

  const toggle = (name: PanelName) => setPanel(panel === name ? null : name);
  const close = useCallback(() => setAsked(null), []);
  const aboutStats = useCallback((about: string) => setAsked({ what: "stats", about }), []);
  const held = useCallback((kind: Kind) => session.held(kind), [session]);
  const keys: KeyDeeds = {
    talk: (held) => void session.talk(held),
    run: (command) => {
      if (state.phase === "connecting") return;
      switch (command) {
        case "microphone":
        case "camera":
          return void session.toggle(command);
        case "hand":
          return talk.hands && me && talk.raiseHand(!talk.raised.has(me.identity));
        case "chat":
        case "people":
          return talk[command] && toggle(command);
        case "next_page":
          return view.turnTo(view.page + 1);
        case "previous_page":
          return view.turnTo(view.page - 1);
        case "help":
          return setAsked({ what: "keys" });
      }
    },
  };
  useKeys(keys);

  return (
    <>
      <div className="call-main">
        <main className="call-pictures">
          <h1 className="unseen">{title}</h1>
          {state.phase === "connecting" ? (
            <Connecting since={state.since} onGiveUp={() => session.leave()} />
          ) : (
            <Stage people={list} speaker={speaker} view={view} onSee={onSee} onStats={aboutStats} />
          )}
          <Notes session={session} state={state} alone={alone ? link : null} talkingMuted={talking}>
            {cover && (
              <Suspense fallback={null}>
                <KeyNote people={list} />
              </Suspense>
            )}
            {talk.people && (
              <Suspense fallback={null}>
                <Notices />
              </Suspense>
            )}
          </Notes>
          {talk.reactions && (
            <Suspense fallback={null}>
              <Reactions />
            </Suspense>
          )}
        </main>
      </div>
      <Toolbar
        title={title}
        me={me}
        count={list.length}
        session={session}
        state={state}
        panel={panel}
        onPanel={setPanel}
        pip={small.open}
        onPip={() => void small.toggle()}
        onStats={() => setAsked({ what: "stats", about: null })}
        onCheck={() => setAsked({ what: "check" })}
        onKeys={() => setAsked({ what: "keys" })}
      />
      {panel && <SidePanel panel={panel} onClose={() => setPanel(null)} />}
      {asked && (
        <Suspense fallback={null}>
          {asked.what === "keys" ? (
            <KeysDialog onClose={close} />
          ) : asked.what === "check" ? (
            <DoctorSheet held={held} onClose={close} />
          ) : (
            <StatsDialog room={session.room} about={asked.about} onClose={close} />
          )}
        </Suspense>
      )}
      {small.small && (
        <SmallWindow
          small={small.small}
          person={person}
          me={me}
          session={session}
          state={state}
          keys={keys}
          onClose={small.close}
        />
      )}
      <Announcer people={people} state={state} />
    </>
  );
}
