/** Camera, microphone and speaker, as the doctor tries them. What is in use already is not opened again. */
import { audioConstraints, videoConstraints } from "../prejoin/capture.ts";
import { pageMedia } from "../prejoin/devices.ts";
import { captureSize, choices } from "../prejoin/memory.ts";
import { type Kind, problemOfError } from "../prejoin/problems.ts";
import { type Result, result } from "./checks.ts";

/** Milliseconds in which a microphone that works gives at least some noise. */
const listening = 1_500;

/** The track that is in use for it, if any. */
export type Held = (kind: Kind) => MediaStreamTrack | null;

/** A track that is live already, else one of its own for a moment. */
async function borrow<T>(
  kind: Kind,
  held: MediaStreamTrack | null,
  look: (track: MediaStreamTrack) => Promise<T>,
): Promise<T> {
  if (held?.readyState === "live") return look(held);
  const chosen = choices();
  const stream = await navigator.mediaDevices.getUserMedia(
    kind === "camera"
      ? { video: videoConstraints(chosen.cameraId, captureSize()) }
      : { audio: audioConstraints(chosen.microphoneId) },
  );
  const [track] = stream.getTracks();
  if (!track) throw new Error("no track");
  try {
    return await look(track);
  } finally {
    track.stop();
  }
}

async function tried(work: () => Promise<Result>): Promise<Result> {
  if (!pageMedia()) return result("failed", "insecure");
  try {
    return await work();
  } catch (error) {
    return result("failed", problemOfError(error));
  }
}

export const tryCamera = (held: Held): Promise<Result> =>
  tried(() =>
    borrow("camera", held("camera"), async (track) => {
      const { width = 0, height = 0 } = track.getSettings();
      return result("good", "good", { device: track.label, width, height });
    }),
  );

export const tryMicrophone = (held: Held): Promise<Result> =>
  tried(() =>
    borrow("microphone", held("microphone"), async (track) => {
      const device = track.label;
      // A muted one is silent on purpose.
      if (!track.enabled) return result("good", "good", { device });
      return (await gives(track))
        ? result("good", "good", { device })
        : result("warning", "silent", { device });
    }),
  );

/** Whether anything at all comes from it: even a quiet room is more than nothing. */
async function gives(track: MediaStreamTrack): Promise<boolean> {
  const context = new AudioContext();
  try {
    await Promise.race([context.resume(), pause(listening)]);
    // Without leave to listen nothing can be said against it.
    if (context.state !== "running") return true;
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    for (let waited = 0; waited < listening; waited += 100) {
      await pause(100);
      analyser.getFloatTimeDomainData(samples);
      if (samples.some((sample) => sample !== 0)) return true;
    }
    return false;
  } finally {
    void context.close();
  }
}

export async function trySpeaker(): Promise<Result> {
  const outputs = await (pageMedia()?.enumerateDevices() ?? Promise.resolve([])).then(
    (found) => found.filter(({ kind }) => kind === "audiooutput"),
    () => [],
  );
  const chosen = choices().speakerId;
  const device = (outputs.find(({ deviceId }) => deviceId === chosen) ?? outputs[0])?.label ?? "";
  const context = new AudioContext();
  try {
    await Promise.race([context.resume(), pause(listening)]);
    if (context.state !== "running") return result("warning", "blocked", { device });
    const before = context.currentTime;
    await pause(200);
    return context.currentTime > before
      ? result("good", "good", { device })
      : result("failed", "missing");
  } catch {
    return result("failed", "missing");
  } finally {
    void context.close();
  }
}

const pause = (ms: number) => new Promise<void>((resume) => setTimeout(resume, ms));
