import {
  EllipsisVertical,
  Hand,
  Mic,
  MicOff,
  MonitorUp,
  MonitorX,
  Pencil,
  ShieldCheck,
  ShieldOff,
  Star,
  UserX,
  Video,
  VideoOff,
} from "lucide-react";

import { Suspense, useId, useState } from "react";
import { ActionMenu, MenuAction } from "../../components/ActionMenu.tsx";
import { Question } from "../../components/Question.tsx";
import { t } from "../../texts/index.ts";
import { ProtectionMark } from "../call/coverParts.ts";
import { face, initials } from "../call/people.ts";
import { useMeeting } from "../live/context.ts";
import type { Role } from "../live/types.ts";
import type { Attempt } from "./PeoplePanel.tsx";
import { powers, type Row } from "./rows.ts";

interface PersonRowProps {
  row: Row;
  /** One's own. */
  role: Role;
  attempt: Attempt;
}

export function PersonRow({ row, role, attempt }: PersonRowProps) {
  const may = powers(role, row);
  return (
    <li className="person" data-person={row.identity}>
      <span className="face person-face" data-face={face(row.identity)} aria-hidden="true">
        {initials(row.name)}
      </span>
      <span className="person-words">
        <span className="person-name">
          {row.name}
          {row.me && <span className="person-note"> {t("people.you")}</span>}
        </span>
        {row.role !== "guest" && (
          <span className="person-role">
            {t(row.role === "host" ? "people.host" : "people.cohost")}
          </span>
        )}
      </span>
      <span className="person-marks">
        {row.protection && (
          <Suspense fallback={null}>
            <ProtectionMark protection={row.protection} />
          </Suspense>
        )}
        {row.hand !== null && (
          <span className="person-hand">
            <Hand aria-hidden="true" />
            <span aria-hidden="true">{row.hand}</span>
            <span className="unseen">{t("people.hand", { place: row.hand })}</span>
          </span>
        )}
        {row.spotlit && <Mark icon={<Star />} words={t("people.spotlit")} />}
        {row.screen && <Mark icon={<MonitorUp />} words={t("people.sharing")} />}
        {row.camera ? (
          <Mark icon={<Video />} words={t("people.camera_on")} />
        ) : (
          <Mark icon={<VideoOff />} words={t("people.camera_off")} faint />
        )}
        {row.microphone ? (
          <Mark icon={<Mic />} words={t("people.microphone_on")} />
        ) : (
          <Mark icon={<MicOff />} words={t("people.microphone_off")} faint />
        )}
      </span>
      {may.any && <PersonMenu row={row} role={role} attempt={attempt} />}
    </li>
  );
}

function Mark({ icon, words, faint }: { icon: React.ReactNode; words: string; faint?: boolean }) {
  return (
    <span className="person-mark" data-faint={faint || undefined} title={words}>
      <span aria-hidden="true">{icon}</span>
      <span className="unseen">{words}</span>
    </span>
  );
}

function PersonMenu({ row, role, attempt }: PersonRowProps) {
  const { live } = useMeeting();
  const [asking, setAsking] = useState<"rename" | "remove" | null>(null);
  const { api } = live;
  const { identity, name } = row;
  const may = powers(role, row);
  return (
    <>
      <ActionMenu
        label={t("people.actions", { name })}
        trigger={(menu) => (
          <button
            {...menu}
            type="button"
            className="button quiet small icon-only"
            aria-label={t("people.actions", { name })}
            title={t("people.actions", { name })}
          >
            <EllipsisVertical aria-hidden="true" />
          </button>
        )}
      >
        {!row.me &&
          (row.microphone ? (
            <MenuAction
              icon={<MicOff aria-hidden="true" />}
              onPress={() => attempt(api.mute(identity, "microphone"))}
            >
              {t("people.mute")}
            </MenuAction>
          ) : (
            <MenuAction
              icon={<Mic aria-hidden="true" />}
              onPress={() => attempt(api.askToUnmute(identity), t("people.asked", { name }))}
            >
              {t("people.ask_unmute")}
            </MenuAction>
          ))}
        {!row.me && row.camera && (
          <MenuAction
            icon={<VideoOff aria-hidden="true" />}
            onPress={() => attempt(api.mute(identity, "camera"))}
          >
            {t("people.stop_camera")}
          </MenuAction>
        )}
        {!row.me && row.screen && (
          <MenuAction
            icon={<MonitorX aria-hidden="true" />}
            onPress={() => attempt(api.mute(identity, "screen"))}
          >
            {t("people.stop_screen")}
          </MenuAction>
        )}
        {row.hand !== null && (
          <MenuAction
            icon={<Hand aria-hidden="true" />}
            onPress={() => attempt(api.lowerHand(identity))}
          >
            {t("people.lower_hand")}
          </MenuAction>
        )}
        <MenuAction
          icon={<Star aria-hidden="true" />}
          onPress={() => attempt(api.spotlight(row.spotlit ? null : identity))}
        >
          {t(row.spotlit ? "people.spotlight_end" : "people.spotlight")}
        </MenuAction>
        {may.rename && (
          <MenuAction icon={<Pencil aria-hidden="true" />} onPress={() => setAsking("rename")}>
            {t("people.rename")}
          </MenuAction>
        )}
        {may.role && (
          <MenuAction
            icon={
              row.role === "cohost" ? (
                <ShieldOff aria-hidden="true" />
              ) : (
                <ShieldCheck aria-hidden="true" />
              )
            }
            onPress={() =>
              attempt(api.change(identity, { role: row.role === "cohost" ? "guest" : "cohost" }))
            }
          >
            {t(row.role === "cohost" ? "people.no_cohost" : "people.make_cohost")}
          </MenuAction>
        )}
        {may.remove && (
          <MenuAction
            icon={<UserX aria-hidden="true" />}
            danger
            onPress={() => setAsking("remove")}
          >
            {t("people.remove")}
          </MenuAction>
        )}
      </ActionMenu>
      {asking === "rename" && (
        <Rename
          name={name}
          onNo={() => setAsking(null)}
          onYes={(next) => {
            setAsking(null);
            attempt(api.change(identity, { name: next }));
          }}
        />
      )}
      {asking === "remove" && (
        <Remove
          name={name}
          onNo={() => setAsking(null)}
          onYes={(newcomersWait) => {
            setAsking(null);
            attempt(api.remove(identity, newcomersWait));
          }}
        />
      )}
    </>
  );
}

function Rename({
  name,
  onYes,
  onNo,
}: {
  name: string;
  onYes: (name: string) => void;
  onNo: () => void;
}) {
  const [next, setNext] = useState(name);
  const field = useId();
  return (
    <Question
      title={t("people.rename_title", { name })}
      yes={t("people.rename_yes")}
      no={t("common.cancel")}
      onNo={onNo}
      onYes={() => {
        const clean = next.replace(/\p{C}/gu, "").trim();
        if (clean && clean !== name) onYes(clean);
        else onNo();
      }}
    >
      <p>{t("people.rename_words")}</p>
      <div className="field">
        <label className="field-label" htmlFor={field}>
          {t("people.rename_field")}
        </label>
        <input
          id={field}
          className="field-input"
          maxLength={100}
          autoComplete="off"
          value={next}
          onChange={(event) => setNext(event.target.value)}
          onFocus={(event) => event.target.select()}
        />
      </div>
    </Question>
  );
}

function Remove({
  name,
  onYes,
  onNo,
}: {
  name: string;
  onYes: (newcomersWait: boolean) => void;
  onNo: () => void;
}) {
  const [newcomersWait, setNewcomersWait] = useState(true);
  return (
    <Question
      title={t("people.remove_title", { name })}
      yes={t("people.remove_yes")}
      no={t("common.cancel")}
      danger
      onNo={onNo}
      onYes={() => onYes(newcomersWait)}
    >
      <p>{t("people.remove_words")}</p>
      <label className="tick">
        <input
          type="checkbox"
          checked={newcomersWait}
          onChange={(event) => setNewcomersWait(event.target.checked)}
        />
        {t("people.remove_lobby")}
      </label>
    </Question>
  );
}
