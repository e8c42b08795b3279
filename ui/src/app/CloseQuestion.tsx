/** Asked when the window is closed while participants are inside: closing it would end their meetings. */
import { useEffect, useState } from "react";
import { Button } from "../components/Button.tsx";
import { Dialog } from "../components/Dialog.tsx";
import { useMeetings } from "../features/meetings/context.ts";
import { nameOf } from "../features/meetings/model/words.ts";
import { sentenceOf } from "../platform/api.ts";
import { type CloseAnswer, type Occupied, type Stop, usePlatform } from "../platform/index.ts";
import { t } from "../texts/index.ts";

export function CloseQuestion() {
  const platform = usePlatform();
  const [asked, setAsked] = useState<Occupied[] | null>(null);
  useEffect(() => {
    let over = false;
    let stop: Stop | null = null;
    platform
      .onCloseRequested((occupied) => setAsked(occupied))
      .then(
        (began) => {
          if (over) began();
          else stop = began;
        },
        // Without an answer from the page, the window closes at the second request.
        () => undefined,
      );
    return () => {
      over = true;
      stop?.();
    };
  }, [platform]);
  return asked && <Question occupied={asked} onClose={() => setAsked(null)} />;
}

function Question({ occupied, onClose }: { occupied: Occupied[]; onClose: () => void }) {
  const platform = usePlatform();
  const { meetings } = useMeetings();
  const [ending, setEnding] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  // Each request is confirmed, also one that comes while the question is there already.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs for each request
  useEffect(() => {
    platform.answerClose("shown").catch(() => undefined);
  }, [platform, occupied]);

  const answer = async (given: CloseAnswer) => {
    setProblem(null);
    setEnding(given === "end");
    try {
      await platform.answerClose(given);
      if (given === "keep_running") onClose();
    } catch (failure) {
      setProblem(sentenceOf(failure));
      setEnding(false);
    }
  };

  const count = occupied.reduce((sum, { participants }) => sum + participants, 0);
  const [only] = occupied;
  const meeting = only && meetings.get(only.meeting_id);
  const one = occupied.length === 1;
  return (
    <Dialog
      role="alertdialog"
      title={
        one
          ? t("window.close_title", {
              count,
              meeting: meeting ? nameOf(meeting) : (only?.meeting_id ?? ""),
            })
          : t("window.close_title_several", { count, meetings: occupied.length })
      }
      isOpen
      onOpenChange={(open) => {
        if (!open && !ending) onClose();
      }}
    >
      <p>{t(one ? "window.close_words" : "window.close_words_several")}</p>
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <div className="dialog-actions stacked">
        <Button
          look="primary"
          autoFocus
          isDisabled={ending}
          onPress={() => void answer("keep_running")}
        >
          {t("window.close_keep")}
        </Button>
        <Button look="danger" isPending={ending} onPress={() => void answer("end")}>
          {t("window.close_end")}
        </Button>
        <Button isDisabled={ending} onPress={onClose}>
          {t("common.cancel")}
        </Button>
      </div>
    </Dialog>
  );
}
