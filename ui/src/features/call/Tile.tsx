import { Hand, MicOff, Pin, SignalLow, SignalZero, Star } from "lucide-react";
import { memo, type ReactNode, type Ref, Suspense, useId } from "react";
import { t } from "../../texts/index.ts";
import { ProtectionMark, Withheld } from "./coverParts.ts";
import { Picture } from "./Picture.tsx";
import { face, initials, type Person } from "./people.ts";
import "./tile.css";

export interface TileProps {
  person: Person;
  pinned?: boolean;
  /** Whose turn it is, for those with a hand up. */
  hand?: number;
  /** The host shows this one to everybody. */
  spotlit?: boolean;
  /** The tile's menu, and what else belongs to this one place. */
  children?: ReactNode;
  ref?: Ref<HTMLDivElement>;
  onDoubleClick?: () => void;
}

/** One per participant; what it shows is what there is: a picture, or the letters of the name. */
export const Tile = memo(function Tile({
  person,
  pinned,
  hand,
  spotlit,
  children,
  ref,
  onDoubleClick,
}: TileProps) {
  const about = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div
      ref={ref}
      role="group"
      aria-label={person.name}
      aria-describedby={about}
      className="tile"
      data-identity={person.identity}
      data-local={person.local || undefined}
      data-speaking={person.speaking || undefined}
      data-away={person.away || undefined}
      onDoubleClick={onDoubleClick}
    >
      {person.camera ? (
        <Picture track={person.camera} mirrored={person.local} />
      ) : (
        <span className="face" data-face={face(person.identity)} aria-hidden="true">
          {initials(person.name)}
        </span>
      )}
      {(person.hidden || person.protection === "foreign") && (
        <Suspense fallback={null}>
          <Withheld person={person} />
        </Suspense>
      )}
      <div className="plate" id={about}>
        {person.protection && (
          <Suspense fallback={null}>
            <ProtectionMark protection={person.protection} />
            <span className="unseen">, </span>
          </Suspense>
        )}
        {hand !== undefined && (
          <span className="plate-hand">
            <Hand aria-hidden="true" />
            <span className="unseen">{t("call.hand_up")}, </span>
            {hand}
          </span>
        )}
        {spotlit && (
          <>
            <Star aria-hidden="true" />
            <span className="unseen">{t("call.spotlit")}, </span>
          </>
        )}
        {pinned && (
          <>
            <Pin aria-hidden="true" />
            <span className="unseen">{t("call.pinned")}, </span>
          </>
        )}
        {!person.microphone && !person.away && (
          <>
            <MicOff aria-hidden="true" />
            <span className="unseen">{t("call.muted")}, </span>
          </>
        )}
        <span className="plate-name">{person.name}</span>
        {person.local && <span className="plate-note">{t("call.you")}</span>}
        {person.away && <span className="plate-note">{t("call.away")}</span>}
        {!person.away && person.quality !== "good" && (
          <span className="plate-note plate-quality" data-quality={person.quality}>
            {person.quality === "weak" ? (
              <SignalLow aria-hidden="true" />
            ) : (
              <SignalZero aria-hidden="true" />
            )}
            {t(person.quality === "weak" ? "call.connection_weak" : "call.connection_lost")}
          </span>
        )}
      </div>
      {children}
    </div>
  );
});

export const screenName = (person: Person) =>
  person.local ? t("call.your_screen") : t("call.screen_of", { name: person.name });

export interface ScreenTileProps {
  person: Person;
  pinned?: boolean;
  children?: ReactNode;
  ref?: Ref<HTMLDivElement>;
  onDoubleClick?: () => void;
}

export const ScreenTile = memo(function ScreenTile({
  person,
  pinned,
  children,
  ref,
  onDoubleClick,
}: ScreenTileProps) {
  const words = screenName(person);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div
      ref={ref}
      role="group"
      aria-label={words}
      className="tile screen"
      data-screen={person.identity}
      onDoubleClick={onDoubleClick}
    >
      {person.screen && <Picture track={person.screen} whole />}
      <div className="plate">
        {pinned && <Pin aria-hidden="true" />}
        <span className="plate-name">{words}</span>
      </div>
      {children}
    </div>
  );
});
