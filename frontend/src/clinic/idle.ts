/** The last sign of life in any tab of this browser. */
export const ACTIVITY_KEY = "palpate_activity";
/** Signs of life are written down at most this often. */
const WRITE_EVERY_MS = 2000;

/** Where all tabs can read a word; private windows may refuse it. */
export interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** Counts the time since anything was done, over all tabs. */
export class IdleClock {
  private last: number;
  private written = 0;

  constructor(
    private readonly limit: number,
    private readonly now: () => number,
    private readonly shelf: Shelf | undefined,
  ) {
    this.last = now();
    this.touch();
  }

  touch(): void {
    this.last = this.now();
    if (this.last - this.written < WRITE_EVERY_MS) return;
    this.written = this.last;
    try {
      this.shelf?.setItem(ACTIVITY_KEY, String(this.last));
    } catch {
      // Without a shelf every tab counts for itself.
    }
  }

  /** Milliseconds until the lock; 0 when it is due. */
  get left(): number {
    const elsewhere = Number(this.shelf?.getItem(ACTIVITY_KEY) ?? 0);
    const now = this.now();
    // A clock set back must not keep a page open.
    const last = Math.max(this.last, elsewhere <= now ? elsewhere : 0);
    return Math.max(0, Math.min(this.limit, this.limit - (now - last)));
  }
}
