/** Three notes to try a speaker with, made here: nothing is fetched for them. */

const notes = [523.25, 659.25, 783.99] as const;
const each = 0.28;

export interface Chime {
  /** What is being played, for a meter. */
  track: MediaStreamTrack;
  /** When the last note has died away. */
  done: Promise<void>;
}

/** Plays on the speaker with this id, on the system's own where it is empty. */
export async function chime(speakerId: string): Promise<Chime> {
  const context = new AudioContext();
  const out = context.createMediaStreamDestination();
  const player = new Audio();
  player.srcObject = out.stream;
  const end = () => {
    player.srcObject = null;
    void context.close();
  };
  try {
    if (speakerId && "setSinkId" in player) await player.setSinkId(speakerId);
    await context.resume();
    await player.play();
  } catch (error) {
    end();
    throw error;
  }
  const start = context.currentTime + 0.05;
  for (const [index, frequency] of notes.entries()) {
    const note = context.createOscillator();
    const volume = context.createGain();
    const at = start + index * each;
    note.frequency.value = frequency;
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(0.35, at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 2 * each);
    note.connect(volume).connect(out);
    note.start(at);
    note.stop(at + 2 * each);
  }
  const [track] = out.stream.getAudioTracks();
  if (!track) throw new Error("there is nothing to play");
  const done = new Promise<void>((resolve) => {
    setTimeout(resolve, (notes.length + 1) * each * 1_000 + 200);
  }).then(end);
  return { track, done };
}
