/**
 * Who sends what does not decrypt. A single frame may go wrong; who goes on like that has another key.
 * LiveKit's worker tells five times a minute at most, a second apart: after a quiet minute and a bit
 * all is well again.
 */

const twiceWithin = 10_000;
const forgiveAfter = 75_000;

export class Strangers {
  private readonly last = new Map<string, number>();
  private readonly marked = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly onChange: () => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  has(identity: string): boolean {
    return this.marked.has(identity);
  }

  note(identity: string) {
    const before = this.last.get(identity);
    const now = this.now();
    this.last.set(identity, now);
    const again = before !== undefined && now - before < twiceWithin;
    if (!again && !this.marked.has(identity)) return;
    const fresh = !this.marked.has(identity);
    clearTimeout(this.marked.get(identity));
    const forgive = () => {
      this.marked.delete(identity);
      this.onChange();
    };
    this.marked.set(identity, setTimeout(forgive, forgiveAfter));
    if (fresh) this.onChange();
  }

  close() {
    for (const timer of this.marked.values()) clearTimeout(timer);
    this.marked.clear();
  }
}
