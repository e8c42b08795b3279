import { startTransition, useLayoutEffect, useRef, useState } from "react";
import type { Joined } from "../../guest/api.ts";
import type { Ending } from "../../guest/words.ts";
import { TalkProvider } from "../live/TalkProvider.tsx";
import type { Capture } from "../prejoin/capture.ts";
import type { WarmConnection } from "../warm/connection.ts";
import { type Cover, CoverContext } from "./cover.ts";
import { Inside } from "./Inside.tsx";
import { People } from "./people.ts";
import { Session } from "./session.ts";
import { TalkingMuted } from "./talkingMuted.ts";
import { Watching } from "./watching.ts";
import "../../texts/areas/call.ts";
import "./call.css";

export interface CallProps {
  joined: Joined;
  title: string;
  /** What leads others here. */
  link: string;
  capture: Capture;
  /** The connection that stood before the click, already this person's. */
  warm: WarmConnection | null;
  /** Of an encrypted meeting. */
  cover: Cover | null;
  onEnd: (ending: Ending) => void;
}

interface Parts {
  session: Session;
  people: People;
  watching: Watching;
  talkingMuted: TalkingMuted;
}

/** The call itself; its code is loaded while the page before joining is read. */
export default function Call(props: CallProps) {
  const [call, setCall] = useState<Parts | null>(null);
  const first = useRef(props);
  useLayoutEffect(() => {
    const { joined, capture, warm, cover, onEnd } = first.current;
    const media = cover?.media ?? null;
    const session = new Session(joined, capture, onEnd, warm, media);
    const people = new People(session.room, media);
    const watching = new Watching(session.room, media);
    const talkingMuted = new TalkingMuted(session.room);
    void session.start();
    // Drawing yields to the connection, which may be being agreed on at this moment.
    startTransition(() => setCall({ session, people, watching, talkingMuted }));
    return () => {
      people.close();
      watching.close();
      talkingMuted.close();
      void session.drop();
      media?.close();
    };
  }, []);
  return (
    <div className="call">
      {call && (
        <CoverContext value={first.current.cover?.media ?? null}>
          <TalkProvider
            joined={props.joined}
            cover={first.current.cover?.chat ?? null}
            session={call.session}
            people={call.people}
          >
            <Inside {...call} title={props.title} link={props.link} />
          </TalkProvider>
        </CoverContext>
      )}
    </div>
  );
}
