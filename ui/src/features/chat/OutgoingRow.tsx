/** What is on its way out, shown at once: sending, asked to wait, or not sent and what to do then. */
import { CircleAlert, Clock, X } from "lucide-react";
import { memo } from "react";
import { Spinner } from "../../components/Spinner.tsx";
import { bytes } from "../../texts/formats.ts";
import { t } from "../../texts/index.ts";
import { useMeeting } from "../live/context.ts";
import type { Outgoing } from "./store.ts";
import { whyNotSent } from "./words.ts";

export const OutgoingRow = memo(function OutgoingRow({
  outgoing,
  onTakenBack,
}: {
  outgoing: Outgoing;
  onTakenBack: () => void;
}) {
  const { chat } = useMeeting();
  const { key, text, file, state } = outgoing;
  return (
    <li className="message outgoing" data-mine data-state={state}>
      <p className="unseen">{t("chat.you")}</p>
      <div className="message-line">
        <div className="bubble">
          {file ? (
            <div className="file">
              <span className="file-words">
                <span className="file-name">{file.name}</span>
                <span className="file-size">{bytes(file.size)}</span>
              </span>
              {state === "sending" && (
                <button
                  type="button"
                  className="button quiet small icon-only"
                  aria-label={t("chat.cancel_upload", { name: file.name })}
                  title={t("chat.cancel_upload", { name: file.name })}
                  onClick={() => chat.discard(key)}
                >
                  <X aria-hidden="true" />
                </button>
              )}
              {state === "sending" && (
                <progress
                  className="file-progress"
                  aria-label={t("chat.uploading", { name: file.name })}
                  max={1}
                  value={file.progress}
                />
              )}
            </div>
          ) : (
            <p className="message-text" dir="auto">
              {text}
            </p>
          )}
        </div>
      </div>
      {state === "sending" && (
        <p className="message-mark">
          <Spinner />
          <span>{t("chat.sending")}</span>
        </p>
      )}
      {state === "waiting" && (
        <p className="message-mark" role="status">
          <Clock aria-hidden="true" />
          <span>{t("chat.waiting")}</span>
        </p>
      )}
      {state === "failed" && (
        <div className="message-failed" role="alert">
          <p>
            <CircleAlert aria-hidden="true" />
            <span>
              <strong>{t("chat.not_sent")}.</strong> {whyNotSent(outgoing.why)}
            </span>
          </p>
          <div>
            <button type="button" className="button small" onClick={() => chat.again(key)}>
              {t("common.try_again")}
            </button>
            <button
              type="button"
              className="button quiet small"
              onClick={() => {
                chat.discard(key);
                if (!file) onTakenBack();
              }}
            >
              {t(file ? "chat.discard" : "chat.edit")}
            </button>
          </div>
        </div>
      )}
    </li>
  );
});
