/** A short sound of our own for new messages: two soft notes. Off until somebody wants it. */

const key = "confab.chat.sound";

export function soundOn(): boolean {
  try {
    return localStorage.getItem(key) === "on";
  } catch {
    return false;
  }
}

export function setSound(on: boolean) {
  try {
    localStorage.setItem(key, on ? "on" : "off");
  } catch {
    // Storage is off: silence it is.
  }
  if (on) play();
}

let last = Number.NEGATIVE_INFINITY;

/** One sound for a burst of messages. */
export function ring() {
  if (!soundOn() || performance.now() - last < 1_500) return;
  last = performance.now();
  play();
}

let context: AudioContext | null = null;

function play() {
  try {
    context ??= new AudioContext();
    void context.resume();
    note(context, 659, 0);
    note(context, 880, 0.09);
  } catch {
    // No sound here.
  }
}

function note(to: AudioContext, frequency: number, after: number) {
  const from = to.currentTime + after;
  const tone = new OscillatorNode(to, { type: "sine", frequency });
  const loudness = new GainNode(to, { gain: 0 });
  loudness.gain.setValueAtTime(0, from);
  loudness.gain.linearRampToValueAtTime(0.12, from + 0.012);
  loudness.gain.exponentialRampToValueAtTime(0.0001, from + 0.28);
  tone.connect(loudness).connect(to.destination);
  tone.start(from);
  tone.stop(from + 0.3);
}
