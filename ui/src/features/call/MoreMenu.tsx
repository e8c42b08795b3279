import {
  Activity,
  ChartNoAxesColumn,
  Ellipsis,
  Keyboard,
  LayoutGrid,
  Maximize,
  Minimize,
  PictureInPicture2,
  Presentation,
  Settings2,
  Smile,
  Users,
} from "lucide-react";
import { useState } from "react";
import { ActionMenu, MenuAction, MenuGroup, MenuSeparator } from "../../components/ActionMenu.tsx";
import { t } from "../../texts/index.ts";
import { choices, remember } from "../prejoin/memory.ts";
import { canOpenSmall } from "./pip.ts";
import { prefer, usePrefs } from "./prefs.ts";
import { SelfViewChoices } from "./SelfViewChoices.tsx";
import type { PanelName } from "./SidePanel.tsx";
import { toggleFullScreen } from "./TileMenu.tsx";
import { Tool } from "./Tool.tsx";
import type { ToolName } from "./tools.ts";

export interface MoreMenuProps {
  folded: readonly ToolName[];
  onPanel: (panel: PanelName) => void;
  onReact: () => void;
  onDevices: () => void;
  onToggle: (open: boolean) => void;
  pip: boolean;
  onPip: () => void;
  onStats: () => void;
  onCheck: () => void;
  onKeys: () => void;
}

/** For a host who came from the app: the preview before the next call, see PreJoin. */
function AtOnce() {
  const [atOnce, setAtOnce] = useState(() => choices().atOnce);
  return (
    <MenuAction
      ticked={atOnce}
      onPress={() => {
        setAtOnce(!atOnce);
        remember({ atOnce: !atOnce });
      }}
    >
      {t("call.at_once")}
    </MenuAction>
  );
}

/** What is needed less often, and what the toolbar has no room for. */
export function MoreMenu({
  folded,
  onPanel,
  onReact,
  onDevices,
  onToggle,
  pip,
  onPip,
  onStats,
  onCheck,
  onKeys,
}: MoreMenuProps) {
  const { layout, noticeTalking, singleKeys } = usePrefs();
  const page = document.documentElement;
  const full = document.fullscreenElement === page;
  return (
    <ActionMenu
      label={t("call.more")}
      onToggle={onToggle}
      trigger={(props) => (
        <Tool
          {...props}
          expanded={props["aria-expanded"]}
          label={t("call.more")}
          icon={<Ellipsis />}
        />
      )}
    >
      {folded.includes("react") && (
        <MenuAction icon={<Smile />} onPress={onReact}>
          {t("call.react")}
        </MenuAction>
      )}
      {folded.includes("people") && (
        <MenuAction icon={<Users />} onPress={() => onPanel("people")}>
          {t("call.people")}
        </MenuAction>
      )}
      {folded.includes("devices") && (
        <MenuAction icon={<Settings2 />} onPress={onDevices}>
          {t("call.choose_devices")}
        </MenuAction>
      )}
      {document.fullscreenEnabled && (
        <MenuAction
          icon={full ? <Minimize /> : <Maximize />}
          onPress={() => toggleFullScreen(page)}
        >
          {t(full ? "call.leave_full_screen" : "call.full_screen")}
        </MenuAction>
      )}
      {canOpenSmall() && (
        <MenuAction icon={<PictureInPicture2 />} onPress={onPip}>
          {t(pip ? "call.pip_close" : "call.pip")}
        </MenuAction>
      )}
      <MenuAction icon={<ChartNoAxesColumn />} onPress={onStats}>
        {t("call.stats")}
      </MenuAction>
      <MenuAction icon={<Activity />} onPress={onCheck}>
        {t("common.check_connection")}
      </MenuAction>
      <MenuAction icon={<Keyboard />} hint={singleKeys ? "?" : undefined} onPress={onKeys}>
        {t("call.keys")}
      </MenuAction>
      <MenuGroup label={t("call.layout")}>
        <MenuAction
          icon={<LayoutGrid />}
          chosen={layout === "grid"}
          onPress={() => prefer({ layout: "grid" })}
        >
          {t("call.layout_grid")}
        </MenuAction>
        <MenuAction
          icon={<Presentation />}
          chosen={layout === "speaker"}
          onPress={() => prefer({ layout: "speaker" })}
        >
          {t("call.layout_speaker")}
        </MenuAction>
      </MenuGroup>
      <SelfViewChoices />
      <MenuSeparator />
      <MenuAction ticked={noticeTalking} onPress={() => prefer({ noticeTalking: !noticeTalking })}>
        {t("call.notice_talking")}
      </MenuAction>
      {choices().givenName !== "" && <AtOnce />}
    </ActionMenu>
  );
}
