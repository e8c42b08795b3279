import { MenuAction, MenuGroup } from "../../components/ActionMenu.tsx";
import { t } from "../../texts/index.ts";
import { prefer, type SelfView, usePrefs } from "./prefs.ts";

const all: readonly SelfView[] = ["auto", "grid", "corner", "hidden"];

/** Where one sees oneself; part of two menus. */
export function SelfViewChoices() {
  const { selfView } = usePrefs();
  return (
    <MenuGroup label={t("call.self_view")}>
      {all.map((each) => (
        <MenuAction
          key={each}
          chosen={each === selfView}
          onPress={() => prefer({ selfView: each })}
        >
          {t(`call.self_view_${each}`)}
        </MenuAction>
      ))}
    </MenuGroup>
  );
}
