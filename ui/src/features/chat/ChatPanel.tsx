import type { PanelProps } from "../call/SidePanel.tsx";

export default function ChatPanel(_: PanelProps) {
  return null;
}
