/** Every finding as a sentence, and what helps. */
import english from "../../texts/en/doctor.ts";
import { isolated, type Key, locale, t } from "../../texts/index.ts";
import { family } from "../prejoin/family.ts";
import { type CaptureProblem, sentence } from "../prejoin/problems.ts";
import type { Figures, Finding, Name, Result } from "./checks.ts";

export interface Words {
  sentence: string;
  remedy: string | null;
}

const problems: readonly Finding[] = [
  "insecure",
  "denied",
  "denied_by_system",
  "missing",
  "busy",
  "unplugged",
  "failed",
];

export function wordsOf(name: Name, result: Result): Words {
  const { finding, figures } = result;
  if (!finding) return { sentence: "", remedy: null };
  if (finding === "skipped") return { sentence: t("doctor.skipped"), remedy: null };
  if ((name === "camera" || name === "microphone") && problems.includes(finding)) {
    return {
      sentence: sentence(name, finding as CaptureProblem),
      remedy: finding === "denied" ? t(`prejoin.allow_${family()}`) : null,
    };
  }
  // What is the same for every way that media can take is said once.
  const [key] = [`doctor.${name}_${finding}`, `doctor.way_${finding}`].filter(isSaid);
  const [remedy] = [`${key}_remedy`, `doctor.${name}_remedy`].filter(isSaid);
  const helps = remedy && result.state !== "good";
  return {
    sentence: key ? say(key, name, figures) : "",
    remedy: helps ? say(remedy, name, figures) : null,
  };
}

const isSaid = (key: string): key is Key => key in english;

const say = (key: Key, name: Name, figures: Figures) =>
  (t as (key: Key, values: Record<string, string | number>) => string)(key, printed(name, figures));

/** Figures as they are read where the reader lives. */
function printed(name: Name, figures: Figures): Record<string, string | number> {
  const number = (value: number, digits: number) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
  const ahead = Math.abs(figures.ahead ?? 0);
  return {
    ms: number(figures.ms ?? 0, 0),
    speed: number(figures.speed ?? 0, 1),
    loss: new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(
      figures.loss ?? 0,
    ),
    // Nobody's clock agrees to nothing.
    seconds: number(Math.max(0.1, ahead), ahead < 10 ? 1 : 0),
    wait: figures.wait ?? 0,
    // A port is a name, not a quantity.
    port: String(figures.port ?? ""),
    device: isolated(figures.device || t(`doctor.name_${name}`)),
    width: String(figures.width ?? 0),
    height: String(figures.height ?? 0),
  };
}
