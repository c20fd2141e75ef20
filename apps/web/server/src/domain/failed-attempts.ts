interface Window {
  failures: number;
  /** When it began, in ms. */
  readonly since: number;
}

/** So that a flood of made-up names cannot fill the memory. */
const MOST_KEYS = 10_000;

/** Counts failures by key in windows of fixed length. Each instance of the front door counts its own. */
export class FailedAttempts {
  private readonly windows = new Map<string, Window>();

  constructor(
    private readonly allowed: number,
    private readonly windowMs: number,
  ) {}

  /** How many seconds the key has to wait; 0 when it may try now. */
  secondsToWait(key: string, now: Date): number {
    const window = this.current(key, now);
    if (!window || window.failures < this.allowed) return 0;
    return Math.ceil((window.since + this.windowMs - now.getTime()) / 1000);
  }

  failed(key: string, now: Date): void {
    const window = this.current(key, now);
    if (window) {
      window.failures += 1;
      return;
    }
    this.windows.set(key, { failures: 1, since: now.getTime() });
    // Insertion order is age: the oldest window goes first.
    if (this.windows.size > MOST_KEYS) this.windows.delete(this.windows.keys().next().value!);
  }

  forget(key: string): void {
    this.windows.delete(key);
  }

  private current(key: string, now: Date): Window | undefined {
    const window = this.windows.get(key);
    if (!window || now.getTime() - window.since < this.windowMs) return window;
    this.windows.delete(key);
    return undefined;
  }
}
