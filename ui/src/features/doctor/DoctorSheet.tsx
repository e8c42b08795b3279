import { t } from "../../texts/index.ts";
import { Sheet } from "../call/Sheet.tsx";
import Doctor from "./Doctor.tsx";
import type { Held } from "./devices.ts";

/** The doctor over a call, which goes on meanwhile. */
export default function DoctorSheet({ held, onClose }: { held: Held; onClose: () => void }) {
  return (
    <Sheet heading={t("common.check_connection")} onClose={onClose}>
      <Doctor held={held} />
    </Sheet>
  );
}
