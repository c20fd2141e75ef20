import { backoff } from './failures/jitter.js';
import type { Logger } from './logger.js';

export interface DueWorkOptions {
  /** For the log. */
  readonly name: string;
  /** How long to rest in milliseconds when nothing is due. */
  readonly pollMs: number;
  /** Does what is due and returns how much it was; more than none means: look again at once. */
  readonly run: () => Promise<number>;
  readonly logger?: Logger;
}

const LONGEST_PAUSE_MS = 30_000;

/** A loop over rows that fall due: one run at a time, woken early by `wake`, and never ended by an error. */
export class DueWork {
  private loop: Promise<void> | null = null;
  private stopping = false;
  private woken = false;
  private endRest: (() => void) | null = null;

  constructor(private readonly options: DueWorkOptions) {}

  start(): void {
    if (this.loop) return;
    this.stopping = false;
    this.loop = this.runUntilStopped();
  }

  /** There is work now: do not wait for the next poll. */
  wake(): void {
    this.woken = true;
    this.endRest?.();
  }

  /** Ends the loop once the run that is under way has finished. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.endRest?.();
    await this.loop;
    this.loop = null;
  }

  private async runUntilStopped(): Promise<void> {
    let failures = 0;
    while (!this.stopping) {
      this.woken = false;
      try {
        const done = await this.options.run();
        failures = 0;
        if (done === 0 && !this.woken) await this.rest(this.options.pollMs);
      } catch (err) {
        this.options.logger?.error({ err, work: this.options.name }, 'Due work failed and will be tried again');
        // A wake must not turn a failing run into a busy loop.
        this.woken = false;
        await this.rest(backoff(failures++, Math.max(this.options.pollMs, 100), LONGEST_PAUSE_MS));
      }
    }
  }

  private async rest(ms: number): Promise<void> {
    if (this.stopping) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.endRest = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.endRest = null;
  }
}
