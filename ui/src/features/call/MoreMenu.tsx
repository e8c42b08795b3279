import { Ellipsis, Maximize, Minimize, Settings2, Smile, Users } from "lucide-react";
import { ActionMenu, MenuAction } from "../../components/ActionMenu.tsx";
import type { PanelName } from "./SidePanel.tsx";
import { Tool } from "./Tool.tsx";
import type { ToolName } from "./tools.ts";

export interface MoreMenuProps {
  folded: readonly ToolName[];
  onPanel: (panel: PanelName) => void;
  onReact: () => void;
  onDevices: () => void;
  onToggle: (open: boolean) => void;
}

/** What is needed less often, and what the toolbar has no room for. */
export function MoreMenu({ folded, onPanel, onReact, onDevices, onToggle }: MoreMenuProps) {
  return (
    <ActionMenu
      label="More"
      onToggle={onToggle}
      trigger={(props) => (
        <Tool {...props} expanded={props["aria-expanded"]} label="More" icon={<Ellipsis />} />
      )}
    >
      {folded.includes("react") && (
        <MenuAction icon={<Smile />} onPress={onReact}>
          React
        </MenuAction>
      )}
      {folded.includes("people") && (
        <MenuAction icon={<Users />} onPress={() => onPanel("people")}>
          People
        </MenuAction>
      )}
      {folded.includes("devices") && (
        <MenuAction icon={<Settings2 />} onPress={onDevices}>
          Choose devices
        </MenuAction>
      )}
      {document.fullscreenEnabled && (
        <MenuAction
          icon={document.fullscreenElement ? <Minimize /> : <Maximize />}
          onPress={() =>
            void (document.fullscreenElement
              ? document.exitFullscreen()
              : document.documentElement.requestFullscreen())
          }
        >
          {document.fullscreenElement ? "Leave full screen" : "Full screen"}
        </MenuAction>
      )}
    </ActionMenu>
  );
}
