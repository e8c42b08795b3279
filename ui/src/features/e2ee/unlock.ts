/** Whether this page may come into an encrypted meeting: it has the key, and can encrypt. */
import { Keyring } from "./keyring.ts";

/** What stands in the place of the value by which a key is known where the app has lost the key. */
const lost = "lost";

export type Problem = "insecure" | "unsupported" | "missing" | "wrong";
export type Outcome = { keys: Keyring } | { problem: Problem };

/** `findKey` is asked only where the key could be used. */
export async function unlock(
  meeting: string,
  check: string,
  findKey: () => Promise<string | null>,
): Promise<Outcome> {
  if (!globalThis.crypto?.subtle) return { problem: "insecure" };
  if (!canEncryptCalls()) return { problem: "unsupported" };
  const letters = await findKey();
  if (!letters) return { problem: "missing" };
  const keys = await Keyring.of(meeting, letters);
  const fits = keys && (check === lost || (await keys.check()) === check);
  return fits ? { keys } : { problem: "wrong" };
}

/** As livekit-client asks: a worker that stands between camera and network. */
const canEncryptCalls = () =>
  "RTCRtpScriptTransform" in globalThis ||
  ("RTCRtpSender" in globalThis && "createEncodedStreams" in RTCRtpSender.prototype);
