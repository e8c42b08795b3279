import type { PanelProps } from "../call/SidePanel.tsx";

export default function PeoplePanel(_: PanelProps) {
  return null;
}
