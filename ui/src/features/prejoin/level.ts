/** How loud something is, as an ear would say, and whether it has been silent for long. */

/** Below this nobody speaks; even a quiet room is louder than a microphone that is switched off. */
export const silence = 0.02;
/** How long nothing may be heard before it is worth a word, in milliseconds. */
export const patience = 8_000;

/** 0 to 1 for samples between -1 and 1: -60 dB is nothing, -6 dB is everything. */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const decibels = 10 * Math.log10(sum / Math.max(1, samples.length) + 1e-12);
  return Math.min(1, Math.max(0, (decibels + 60) / 54));
}

/** Remembers since when nothing was heard. */
export class Hush {
  private since: number | null = null;

  /** Whether it has been silent for so long that something may be wrong. */
  hear(level: number, now: number): boolean {
    if (level >= silence) this.since = null;
    else this.since ??= now;
    return this.since !== null && now - this.since >= patience;
  }
}

/** Ten times a second, until the function that it returns is called. Says nothing where it can't listen. */
export function listen(stream: MediaStream, tell: (level: number) => void): () => void {
  if (typeof AudioContext === "undefined") return () => undefined;
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  const source = context.createMediaStreamSource(stream);
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    // Some browsers keep it suspended until somebody presses something.
    if (context.state !== "running") return void context.resume().catch(() => undefined);
    analyser.getFloatTimeDomainData(samples);
    tell(loudness(samples));
  }, 100);
  return () => {
    clearInterval(timer);
    source.disconnect();
    void context.close();
  };
}
