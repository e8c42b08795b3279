/** The link that is handed out: an encrypted meeting's ends with its key, which is asked for when it is shown. */
import { useEffect, useState } from "react";
import type { Meeting } from "../../api/types.ts";
import { notify } from "../../components/Toast.tsx";
import { sentenceOf } from "../../platform/api.ts";
import { usePlatform } from "../../platform/index.ts";
import { linkOf } from "../../platform/links.ts";

/** @param wanted Whether it is to be shown now; `null` comes back until it is known. */
export function useWholeLink(meeting: Meeting, wanted: boolean): string | null {
  const platform = usePlatform();
  const { meeting_id, meeting_link, encrypted } = meeting;
  const [sealed, setSealed] = useState<string | null>(null);
  useEffect(() => {
    if (!wanted || !encrypted) return;
    let over = false;
    linkOf(platform, { meeting_id, meeting_link, encrypted }).then(
      (link) => {
        if (!over) setSealed(link);
      },
      (failure: unknown) => notify(sentenceOf(failure)),
    );
    return () => {
      over = true;
      setSealed(null);
    };
  }, [platform, wanted, meeting_id, meeting_link, encrypted]);
  return encrypted ? sealed : meeting_link;
}
