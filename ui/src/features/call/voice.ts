/**
 * Whether a microphone hears somebody talk, from how loud it is every tenth of a second. Pure. Short
 * noises (a key, a door) don't count, and neither does an even hum: what it falls back to is the floor.
 */

/** In decibels under full scale. */
const quiet = -50;
const surely = -35;
const aboveFloor = 10;
/** Tenths of a second with a voice in them, less those without. */
const enough = 5;
const most = 12;

export class Voice {
  private floor = quiet;
  private heard = 0;

  /** True while somebody talks. */
  hear(level: number): boolean {
    const voice = level > Math.min(surely, Math.max(quiet, this.floor + aboveFloor));
    this.floor = level < this.floor ? level : this.floor + 0.1;
    this.heard = Math.max(0, Math.min(most, this.heard + (voice ? 1 : -1)));
    return this.heard >= enough;
  }
}

export function levelOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return 10 * Math.log10(sum / Math.max(1, samples.length) || 1e-12);
}
