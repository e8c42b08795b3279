/** Server-sent events out of a body that `fetch` gives: a session travels in a header, never in an address. */

export interface Frame {
  id: string;
  event: string;
  data: string;
}

/** Turns text that comes in any pieces into whole frames; comments and unknown fields fall away. */
export class Frames {
  /** Of a frame that has not ended; joined only then, so that a long one costs its length once. */
  private pieces: string[] = [];
  private lineEnded = false;
  /** A CR at the end of a piece: its LF may be in the next. */
  private heldBack = "";

  push(text: string): Frame[] {
    const all = this.heldBack + text;
    this.heldBack = all.endsWith("\r") ? "\r" : "";
    const fresh = all.slice(0, all.length - this.heldBack.length).replace(/\r\n?/g, "\n");
    if (!fresh) return [];
    const ends = fresh.includes("\n\n") || (this.lineEnded && fresh.startsWith("\n"));
    this.pieces.push(fresh);
    this.lineEnded = fresh.endsWith("\n");
    if (!ends) return [];
    const found: Frame[] = [];
    const blocks = this.pieces.join("").split("\n\n");
    const rest = blocks.pop() ?? "";
    this.pieces = [rest];
    this.lineEnded = rest.endsWith("\n");
    for (const block of blocks) {
      const frame = frameOf(block);
      if (frame) found.push(frame);
    }
    return found;
  }
}

function frameOf(block: string): Frame | null {
  const frame: Frame = { id: "", event: "message", data: "" };
  const data: string[] = [];
  for (const line of block.split("\n")) {
    const at = line.indexOf(":");
    if (at <= 0) continue;
    const value = line.slice(at + 1).replace(/^ /, "");
    const field = line.slice(0, at);
    if (field === "data") data.push(value);
    else if (field === "id") frame.id = value;
    else if (field === "event") frame.event = value;
  }
  if (data.length === 0) return null;
  return { ...frame, data: data.join("\n") };
}

/**
 * Every frame of a body until it ends. `onSign` hears of every piece that arrives, heartbeats too, so
 * that silence can be told from a quiet meeting.
 */
export async function readFrames(
  body: ReadableStream<Uint8Array>,
  onFrame: (frame: Frame) => void,
  onSign: () => void = () => undefined,
): Promise<void> {
  const frames = new Frames();
  const letters = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      onSign();
      for (const frame of frames.push(letters.decode(value, { stream: true }))) onFrame(frame);
    }
  } finally {
    reader.releaseLock();
  }
}
