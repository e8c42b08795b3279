/** What the network did to the links is said once, with the new link at hand. */
import { useEffect, useRef } from "react";
import type { Meeting } from "../../api/types.ts";
import { notify } from "../../components/Toast.tsx";
import { t } from "../../texts/index.ts";
import { usePlace } from "../meetings/context.ts";
import type { News } from "./model/store.ts";

/** @param current The meeting whose new link is offered, asked for when it is copied. */
export function useNews(
  current: () => Meeting | undefined,
  copy: (meeting: Meeting) => void,
): void {
  const { sharing } = usePlace();
  const latest = useRef({ current, copy });
  latest.current = { current, copy };
  useEffect(() => {
    let close = () => {};
    const tell = (news: News) => {
      close();
      if (news.what !== "moved") {
        close = notify(t(news.what === "lost" ? "sharing.lost" : "sharing.back"));
        return;
      }
      const words = t("sharing.moved", { base: news.base });
      if (!latest.current.current()) {
        close = notify(words);
        return;
      }
      close = notify(words, {
        label: t("sharing.copy_new"),
        run: () => {
          const meeting = latest.current.current();
          if (meeting) latest.current.copy(meeting);
        },
      });
    };
    return sharing.onNews(tell);
  }, [sharing]);
}
