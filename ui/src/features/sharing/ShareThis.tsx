/** Whether one meeting is shared, where the host chooses each: nothing where all are, or none. */
import type { Meeting } from "../../api/types.ts";
import { Switch } from "../../components/Switch.tsx";
import { t } from "../../texts/index.ts";
import type { Deeds } from "../meetings/useDeeds.ts";
import { isOn } from "./model/store.ts";
import { useSharing } from "./useSharing.ts";

export function ShareThis({ meeting, deeds }: { meeting: Meeting; deeds: Deeds }) {
  const sharing = useSharing();
  if (!isOn(sharing) || sharing?.scope !== "chosen") return null;
  return (
    <Switch
      isSelected={meeting.shared}
      onChange={(shared) => void deeds.share(meeting, shared)}
      hint={t("sharing.this_one_hint")}
    >
      {t("sharing.this_one")}
    </Switch>
  );
}
