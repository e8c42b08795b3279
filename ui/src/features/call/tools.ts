/** Which buttons the toolbar has room for. Pure: a width in, names out; what is left over goes into More. */

export type ToolName =
  | "microphone"
  | "camera"
  | "devices"
  | "share"
  | "chat"
  | "hand"
  | "react"
  | "people"
  | "more"
  | "leave";

/** What is folded away first comes first. The others always stay. */
const foldable: readonly ToolName[] = ["devices", "react", "people"];

export type ToolSize = "words" | "discs" | "tight" | "tiny";

interface Measure {
  tool: number;
  chevron: number;
  gap: number;
  /** Leave stands apart. */
  apart: number;
}

/** The same lengths as in toolbar.css. */
const measures: Record<ToolSize, Measure> = {
  words: { tool: 76, chevron: 24, gap: 4, apart: 24 },
  discs: { tool: 48, chevron: 24, gap: 8, apart: 8 },
  tight: { tool: 44, chevron: 24, gap: 4, apart: 0 },
  tiny: { tool: 40, chevron: 24, gap: 4, apart: 0 },
};

function needed(tools: readonly ToolName[], { tool, chevron, gap, apart }: Measure): number {
  const widths = tools.map((name) => (name === "devices" ? chevron : tool));
  return widths.reduce((sum, width) => sum + width, 0) + gap * (tools.length - 1) + apart;
}

export interface ToolPlan {
  size: ToolSize;
  folded: readonly ToolName[];
}

export function planTools(tools: readonly ToolName[], width: number): ToolPlan {
  for (const size of ["words", "discs"] as const) {
    if (needed(tools, measures[size]) <= width) return { size, folded: [] };
  }
  const folded: ToolName[] = [];
  const left = () => tools.filter((name) => !folded.includes(name));
  for (const name of foldable) {
    if (needed(left(), measures.discs) <= width) break;
    if (tools.includes(name)) folded.push(name);
  }
  const sizes = ["discs", "tight"] as const;
  const size = sizes.find((each) => needed(left(), measures[each]) <= width) ?? "tiny";
  return { size, folded };
}
