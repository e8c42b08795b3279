import { ChevronDown, LayoutGrid, Lock, Network, Plus, Search, Settings2 } from "lucide-react";
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import type { Meeting, Person } from "../../api/types.ts";
import { Button, IconButton } from "../../components/Button.tsx";
import { Mark } from "../../components/Mark.tsx";
import { Menu, MenuItem, MenuTrigger } from "../../components/Menu.tsx";
import { TextField } from "../../components/TextField.tsx";
import { t } from "../../texts/index.ts";
import { Knock } from "../console/Knock.tsx";
import { Overview } from "../console/Overview.tsx";
import { Remove } from "../console/Remove.tsx";
import { Rename } from "../console/Rename.tsx";
import { NewEncrypted } from "../e2ee/NewEncrypted.tsx";
import { SharingPanel } from "../sharing/SharingPanel.tsx";
import { useNews } from "../sharing/useNews.ts";
import { useSharing } from "../sharing/useSharing.ts";
import { Ask } from "./Ask.tsx";
import { useMeetings, usePlace } from "./context.ts";
import { MeetingDetail, type Part } from "./MeetingDetail.tsx";
import { focusRow, MeetingList } from "./MeetingList.tsx";
import { quiet } from "./model/room.ts";
import { isMany, rowsOf } from "./model/rows.ts";
import { deletion, nameOf, startingWords, whyNoLinks, whyNoMeeting } from "./model/words.ts";
import { Empty, ListTrouble, Loading, NotFound, Nothing } from "./places.tsx";
import { StatusPanel } from "./StatusPanel.tsx";
import { StatusStrip } from "./StatusStrip.tsx";
import { useDeeds } from "./useDeeds.ts";
import { isNarrow, useNarrow } from "./useNarrow.ts";
import { useShortcuts } from "./useShortcuts.ts";
import { useWaiting } from "./useWaiting.ts";
import "./page.css";

type Question =
  | { about: "delete"; meeting: Meeting }
  | { about: "rename" | "remove"; meeting: Meeting; person: Person };

export interface MeetingsPageProps {
  onSettings: () => void;
  onRetry: () => void;
}

export function MeetingsPage({ onSettings, onRetry }: MeetingsPageProps) {
  const { store, host, house, interrupted } = usePlace();
  const state = useMeetings();
  const [chosen, setChosen] = useState<string | null>(null);
  const [page, setPage] = useState<"list" | "detail">("list");
  const [part, setPart] = useState<Part>("room");
  const [overview, setOverview] = useState(false);
  const [query, setQuery] = useState("");
  const [question, setQuestion] = useState<Question | null>(null);
  const [panel, setPanel] = useState(false);
  const [sharingPanel, setSharingPanel] = useState(false);
  const sharing = useSharing();
  const [making, setMaking] = useState(false);
  const [sealing, setSealing] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const searchBox = useRef<HTMLDivElement>(null);
  const showHeading = useRef(false);
  const opened = useRef<string | null>(null);

  const rows = useMemo(() => rowsOf(state), [state]);
  const shown = useDeferredValue(rows);
  const listing = state.search ?? state.all;
  const noLinks = whyNoLinks(house);
  const noMeeting = whyNoMeeting(house, state.server);

  /* Choosing */

  const open = useCallback((id: string | null) => {
    setChosen(id);
    setOverview(false);
    if (opened.current !== id) setPart("room");
    opened.current = id;
    setPage(id === null ? "list" : "detail");
    showHeading.current = id !== null && (isNarrow() || !document.querySelector(".row-open"));
  }, []);

  const back = useCallback(() => {
    setPage("list");
    requestAnimationFrame(focusRow);
  }, []);

  const deeds = useDeeds(open);
  const first = (rows.live[0] ?? rows.earlier[0])?.meeting.meeting_id ?? null;
  const selected = chosen !== null && state.meetings.has(chosen) ? chosen : first;

  // What is shown stays shown while others come and go; a list without a choice opens at its top.
  useEffect(() => {
    if (selected !== chosen && state.all.loaded) setChosen(selected);
  }, [selected, chosen, state.all.loaded]);

  const meeting = selected === null ? undefined : state.meetings.get(selected);
  const people = (selected && state.people.get(selected)) || [];

  useEffect(() => {
    if (!showHeading.current) return;
    showHeading.current = false;
    heading.current?.focus();
  });

  // A page of its own about a meeting that is gone leads back.
  useEffect(() => {
    if (opened.current !== null && state.gone.has(opened.current)) {
      opened.current = null;
      setPage("list");
    }
  }, [state.gone]);

  /* Looking for */

  useEffect(() => {
    const soon = setTimeout(() => void store.search(query), query === "" ? 0 : 150);
    return () => clearTimeout(soon);
  }, [query, store]);

  const many = isMany(state) || query !== "";
  const more = useCallback(() => void store.more(), [store]);

  /* Doing */

  const make = async () => {
    if (noMeeting !== null || making) return;
    setMaking(true);
    await deeds.create();
    setMaking(false);
  };

  const onOpen = useCallback((one: Meeting) => open(one.meeting_id), [open]);
  const onCopy = useCallback((one: Meeting) => void deeds.copy(one), [deeds]);
  const onJoin = useCallback((one: Meeting) => void deeds.join(one), [deeds]);
  const onDelete = useCallback(
    (one: Meeting) => setQuestion({ about: "delete", meeting: one }),
    [],
  );
  const onRename = useCallback(
    (one: Meeting, person: Person) => setQuestion({ about: "rename", meeting: one, person }),
    [],
  );
  const onRemove = useCallback(
    (one: Meeting, person: Person) => setQuestion({ about: "remove", meeting: one, person }),
    [],
  );
  const openSharing = useCallback(() => setSharingPanel(true), []);
  useNews(() => (selected === null ? undefined : store.state().meetings.get(selected)), onCopy);
  const closeQuestion = () => setQuestion(null);
  const openOverview = () => {
    setOverview(true);
    setPage("detail");
    showHeading.current = isNarrow();
  };

  useShortcuts({
    onNew: () => void make(),
    onSearch: () => searchBox.current?.querySelector("input")?.focus(),
    onSettings,
    onUndo: deeds.undo,
    onBack: page === "detail" && isNarrow() ? back : null,
  });

  /* A question about what is no longer there answers itself. */
  const asked = question && state.meetings.get(question.meeting.meeting_id);
  const askedPeople = (asked && state.people.get(asked.meeting_id)) || [];

  const starting = house === null || house.phase === "starting";
  const loading = !state.all.loaded && state.all.problem === null;
  const waiting = useWaiting(loading);
  const nothing = state.all.loaded && state.meetings.size === 0;
  // Where the button belongs is known with the list; until then its place is kept.
  const undecided = !state.all.loaded && state.all.problem === null && state.meetings.size === 0;
  // The list may be searched; what is live is live all the same.
  const live = useMemo(() => rowsOf({ ...state, search: null }).live, [state]);
  const showOverview = overview && live.length > 0;
  const narrow = useNarrow();

  const newMeeting = (
    <div className="new-deeds">
      <Button
        look="primary"
        icon={<Plus aria-hidden="true" />}
        isDisabled={noMeeting !== null}
        isPending={making}
        aria-describedby={noMeeting && !loading ? "why-no-meeting" : undefined}
        onPress={() => void make()}
      >
        {t("window.new_meeting")}
      </Button>
      <MenuTrigger>
        <IconButton
          label={t("seal.more_ways")}
          icon={<ChevronDown aria-hidden="true" />}
          isDisabled={noMeeting !== null}
        />
        <Menu aria-label={t("seal.more_ways")} onAction={() => setSealing(true)}>
          <MenuItem id="encrypted" icon={<Lock aria-hidden="true" />}>
            {t("seal.new")}
          </MenuItem>
        </Menu>
      </MenuTrigger>
    </div>
  );

  const reason = noMeeting !== null && !starting && !loading && (
    <p className="reason" id="why-no-meeting">
      {noMeeting}
    </p>
  );

  // The one button is where the eye is: in the middle of an empty window, else above the list.
  const empty = nothing && (
    <Empty>
      {newMeeting}
      {reason}
    </Empty>
  );

  return (
    <main className="window" data-page={meeting || showOverview ? page : "list"}>
      <h1 className="unseen">Confab</h1>
      <section className="sidebar" aria-label={t("window.all_meetings")}>
        <header className="sidebar-head">
          <p className="brand">
            <Mark />
            Confab
          </p>
          <IconButton
            label={t("sharing.panel")}
            icon={<Network aria-hidden="true" />}
            onPress={openSharing}
          />
          <IconButton
            label={t("settings.title")}
            icon={<Settings2 aria-hidden="true" />}
            onPress={onSettings}
          />
        </header>
        <div className="sidebar-deeds">
          {undecided && waiting !== "not_yet" && <span className="skeleton new-place" />}
          {!nothing && !undecided && newMeeting}
          {!nothing && reason}
          {live.length > 1 && (
            <Button
              size="small"
              icon={<LayoutGrid aria-hidden="true" />}
              aria-current={showOverview || undefined}
              onPress={openOverview}
            >
              {t("console.overview")}
            </Button>
          )}
          {many && (
            <div className="search" ref={searchBox}>
              <Search aria-hidden="true" />
              <TextField
                label={t("window.search")}
                hideLabel
                type="search"
                autoComplete="off"
                placeholder={t("window.search_hint")}
                value={query}
                onChange={setQuery}
              />
            </div>
          )}
        </div>
        {loading ? (
          <Loading stage={waiting} words={starting ? startingWords(house) : t("window.reading")} />
        ) : state.all.problem !== null && !state.all.loaded ? (
          <ListTrouble problem={state.all.problem} onAgain={() => void store.again()} />
        ) : state.search?.loaded && rows.live.length + rows.earlier.length === 0 ? (
          <NotFound query={state.search.query} onClear={() => setQuery("")} />
        ) : nothing && narrow ? (
          empty
        ) : (
          <MeetingList
            rows={shown}
            selected={showOverview ? null : selected}
            endless={listing.cursor !== null}
            canCopy={noLinks === null}
            onNearEnd={more}
            onOpen={onOpen}
            onCopy={onCopy}
            onJoin={onJoin}
            onDelete={onDelete}
          />
        )}
        {listing.loaded && listing.problem !== null && (
          <ListTrouble problem={listing.problem} onAgain={() => void store.again()} />
        )}
        <Knock state={state} onOpen={open} />
        <StatusStrip
          house={house}
          server={state.server}
          sharing={sharing}
          interrupted={interrupted}
          onOpen={() => setPanel(true)}
        />
      </section>

      <section className="pane" aria-label={t("window.meeting")}>
        {showOverview ? (
          <Overview
            ref={heading}
            rows={live}
            rooms={state.rooms}
            deeds={host}
            onOpen={onOpen}
            onJoin={onJoin}
            onBack={back}
          />
        ) : meeting ? (
          <MeetingDetail
            key={meeting.meeting_id}
            ref={heading}
            meeting={meeting}
            people={people}
            room={state.rooms.get(meeting.meeting_id) ?? quiet}
            part={part}
            onPart={setPart}
            deeds={deeds}
            whyNoLinks={noLinks}
            onSharing={openSharing}
            onBack={back}
            onDelete={onDelete}
            onRename={onRename}
            onRemove={onRemove}
          />
        ) : nothing ? (
          !narrow && empty
        ) : (
          <Nothing stage={waiting} starting={starting} onSettings={onSettings} />
        )}
      </section>

      {sealing && <NewEncrypted onMake={deeds.createEncrypted} onClose={() => setSealing(false)} />}
      {question?.about === "delete" && asked && (
        <Ask
          title={t("window.delete_title", { meeting: nameOf(asked) })}
          words={deletion(askedPeople.length)}
          verb={t("common.delete")}
          onAgree={async () => {
            await deeds.delete(asked);
            requestAnimationFrame(focusRow);
          }}
          onClose={closeQuestion}
        />
      )}
      {question?.about === "rename" && asked && (
        <Rename
          person={question.person}
          onSave={(name) => host.rename(asked, question.person, name)}
          onClose={closeQuestion}
        />
      )}
      {question?.about === "remove" && asked && (
        <Remove
          person={question.person}
          onAgree={(newcomersWait) => host.remove(asked, question.person, newcomersWait)}
          onClose={closeQuestion}
        />
      )}
      <SharingPanel isOpen={sharingPanel} onOpenChange={setSharingPanel} />
      <StatusPanel
        house={house}
        server={state.server}
        isOpen={panel}
        onOpenChange={setPanel}
        onRetry={onRetry}
        onSettings={onSettings}
      />
    </main>
  );
}
