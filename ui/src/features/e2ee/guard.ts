/** Keeps LiveKit from telling its worker that somebody's media need not be decrypted, or one's own encrypted. */

interface Told {
  kind?: unknown;
  data?: { enabled?: unknown; participantIdentity?: unknown };
}

/** `mayBePlain`: whose media were asked for although they are not encrypted. */
export function guard(
  worker: Pick<Worker, "postMessage">,
  mayBePlain: (identity: string) => boolean,
) {
  const post = worker.postMessage.bind(worker) as (message: unknown, more?: unknown) => void;
  worker.postMessage = (message: Told, more?: unknown) => {
    const { kind, data } = message;
    const allowed =
      typeof data?.participantIdentity === "string" && mayBePlain(data.participantIdentity);
    if (kind !== "enable" || allowed) post(message, more);
    else post({ ...message, data: { ...data, enabled: true } }, more);
  };
}
