/** Light, dark, or as the system has it. The style sheet does the rest. */
import { t } from "../../texts/index.ts";

export const appearances = ["system", "light", "dark"] as const;

export type Appearance = (typeof appearances)[number];

export const appearanceWords = (appearance: Appearance): string =>
  t(`settings.appearance_${appearance}`);

export function showAppearance(appearance: string | number | null): void {
  const root = document.documentElement;
  if (appearance === "light" || appearance === "dark") root.dataset.appearance = appearance;
  else delete root.dataset.appearance;
}
