/** Light, dark, or as the system has it. The style sheet does the rest. */
export const appearances = ["system", "light", "dark"] as const;

export type Appearance = (typeof appearances)[number];

export const appearanceWords: Record<Appearance, string> = {
  system: "As the system",
  light: "Light",
  dark: "Dark",
};

export function showAppearance(appearance: string | number | null): void {
  const root = document.documentElement;
  if (appearance === "light" || appearance === "dark") root.dataset.appearance = appearance;
  else delete root.dataset.appearance;
}
