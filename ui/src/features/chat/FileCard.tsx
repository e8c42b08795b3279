/** A file that somebody sent: its picture where its sender made one, its name, and the way to have it. */
import { Download, FileText } from "lucide-react";
import { useEffect, useState } from "react";
import { Spinner } from "../../components/Spinner.tsx";
import { bytes } from "../../texts/formats.ts";
import { t } from "../../texts/index.ts";
import { useMeeting } from "../live/context.ts";
import type { FileOfMessage } from "../live/types.ts";
import { download } from "./files.ts";

export function FileCard({ file, tab }: { file: FileOfMessage; tab: number }) {
  const { live } = useMeeting();
  const [state, setState] = useState<"rest" | "fetching" | "failed">("rest");
  const picture = usePicture(file);

  async function fetchIt() {
    if (state === "fetching") return;
    setState("fetching");
    try {
      await download(live.api, file.file_id, file.name);
      setState("rest");
    } catch {
      setState("failed");
    }
  }

  return (
    <>
      {picture && (
        <img className="file-picture" src={picture} alt={t("chat.picture", { name: file.name })} />
      )}
      <button
        type="button"
        className="file"
        tabIndex={tab}
        aria-busy={state === "fetching" || undefined}
        onClick={fetchIt}
      >
        <FileText aria-hidden="true" />
        <span className="unseen">{t("chat.download", { name: file.name })}</span>
        <span className="file-words" aria-hidden="true">
          <span className="file-name">{file.name}</span>
          <span className="file-size">
            {state === "fetching" ? t("chat.downloading") : bytes(file.size)}
          </span>
        </span>
        {state === "fetching" ? <Spinner /> : <Download aria-hidden="true" />}
      </button>
      {state === "failed" && (
        <p className="file-failed" role="alert">
          {t("chat.no_download")}
        </p>
      )}
    </>
  );
}

/** Fetched with the session, so that its address alone shows nothing to anybody. */
function usePicture(file: FileOfMessage): string | null {
  const { live, chat } = useMeeting();
  const [url, setUrl] = useState<string | null>(null);
  const { file_id: id, preview } = file;
  useEffect(() => {
    const leaving = new AbortController();
    let made: string | null = null;
    const show = (picture: Blob) => {
      if (leaving.signal.aborted) return;
      made = URL.createObjectURL(picture);
      setUrl(made);
    };
    const own = chat.ownPicture(id);
    if (own) show(own);
    else if (preview) live.api.preview(id, leaving.signal).then(show, () => undefined);
    return () => {
      leaving.abort();
      if (made) URL.revokeObjectURL(made);
    };
  }, [live, chat, id, preview]);
  return url;
}
