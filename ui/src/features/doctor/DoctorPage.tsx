import { useEffect, useRef } from "react";
import { t } from "../../texts/index.ts";
import Doctor from "./Doctor.tsx";
import type { Held } from "./devices.ts";

/** The doctor as a page of its own. */
export default function DoctorPage({ held, onBack }: { held: Held; onBack: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main className="doctor-page">
      <h1 ref={heading} tabIndex={-1}>
        {t("common.check_connection")}
      </h1>
      <Doctor held={held} />
      <button type="button" className="button" onClick={onBack}>
        {t("doctor.back")}
      </button>
    </main>
  );
}
