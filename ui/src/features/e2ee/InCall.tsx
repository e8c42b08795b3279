/** What an encrypted call says of itself and of each person in it. */
import { Eye, EyeOff, KeyRound, Lock, LockOpen } from "lucide-react";
import "../../texts/areas/seal.ts";
import { MenuAction } from "../../components/ActionMenu.tsx";
import { t } from "../../texts/index.ts";
import { type Protection, useCover } from "../call/cover.ts";
import type { Person } from "../call/people.ts";
import "./incall.css";

const icons = { sealed: Lock, open: LockOpen, foreign: KeyRound } as const;

/** A sign where all is well, a word where it is not. */
export function ProtectionMark({ protection }: { protection: Protection }) {
  const Icon = icons[protection];
  const words = t(`seal.${protection}`);
  return (
    <span className="protection" data-protection={protection} title={words}>
      <Icon aria-hidden="true" />
      <span className={protection === "sealed" ? "unseen" : undefined}>{words}</span>
    </span>
  );
}

/** In the place of a picture that is kept from being seen, or can't be. */
export function Withheld({ person }: { person: Person }) {
  const cover = useCover();
  const { name, identity, hidden } = person;
  return (
    <div className="withheld">
      {hidden ? <LockOpen aria-hidden="true" /> : <KeyRound aria-hidden="true" />}
      <p>{t(hidden ? "seal.open_words" : "seal.foreign_words", { name })}</p>
      {hidden && (
        <button
          type="button"
          className="button small"
          onClick={() => cover?.show(identity, true)}
          aria-label={t("seal.show_whose", { name })}
        >
          {t("seal.show")}
        </button>
      )}
    </div>
  );
}

/** In the menu of a person's tile. */
export function ShowChoice({ person }: { person: Person }) {
  const cover = useCover();
  if (person.protection !== "open") return null;
  const { identity, hidden } = person;
  return (
    <MenuAction icon={hidden ? <Eye /> : <EyeOff />} onPress={() => cover?.show(identity, hidden)}>
      {t(hidden ? "seal.show" : "seal.hide")}
    </MenuAction>
  );
}

/** Beside the meeting's title. */
export function Sealed() {
  return (
    <span className="sealed">
      <Lock aria-hidden="true" />
      {t("seal.sealed")}
    </span>
  );
}

/** Where nothing of anybody can be decrypted, it is one's own key that is another. */
export function KeyNote({ people }: { people: readonly Person[] }) {
  const others = people.filter((person) => !person.local && person.protection !== null);
  if (others.length === 0 || others.some((person) => person.protection !== "foreign")) return null;
  return (
    <div className="note" role="alert">
      <p>{t("seal.other_key")}</p>
    </div>
  );
}
