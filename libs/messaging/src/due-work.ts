import { backoff } from './failures/jitter.js';
import type { Logger } from './logger.js';
import { Rest } from './rest.js';

export interface DueWorkOptions {
  /** For the log. */
  readonly name: string;
  /** How long to rest in milliseconds when nothing is due. */
  readonly pollMs: number;
  /** The least time from the start of one run to the next, in milliseconds: what falls due meanwhile is done together. */
  readonly everyMs?: number;
  /** How long to rest after a run that took `ranMs`, though more may be due; 0 where nobody is in the way. Asked again meanwhile. */
  readonly restMs?: (ranMs: number) => number;
  /** Does what is due and returns how much it was; more than none means: look again at once. */
  readonly run: () => Promise<number>;
  readonly logger?: Logger;
}

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 30_000;
const LOOK_AGAIN_MS = 50;

/** A loop over rows that fall due: one run at a time, woken early by `wake`, and never ended by an error. */
export class DueWork {
  private readonly rest = new Rest();
  private loop: Promise<void> | null = null;
  private stopping = false;

  constructor(private readonly options: DueWorkOptions) {}

  start(): void {
    this.stopping = false;
    this.loop ??= this.runUntilStopped();
  }

  /** There is work now: do not wait for the next poll. */
  wake(): void {
    this.rest.end();
  }

  /** Ends the loop once the run that is under way has finished. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.rest.end();
    await this.loop;
    this.loop = null;
  }

  private async runUntilStopped(): Promise<void> {
    let failures = 0;
    while (!this.stopping) {
      try {
        const startedAt = performance.now();
        const done = await this.options.run();
        failures = 0;
        const ranMs = performance.now() - startedAt;
        if (done === 0 && !this.stopping) await this.rest.upTo(this.options.pollMs);
        await this.pause(startedAt + (this.options.everyMs ?? 0) - performance.now());
        await this.standAside(ranMs);
      } catch (err) {
        this.options.logger?.error(
          { err, work: this.options.name },
          'Due work failed and will be tried again',
        );
        await this.pause(backoff(failures++, FIRST_PAUSE_MS, LONGEST_PAUSE_MS));
      }
    }
  }

  /** A rest is over as soon as nobody is in the way any more: after a long run it would be far too long. */
  private async standAside(ranMs: number): Promise<void> {
    const since = performance.now();
    const left = () => since + (this.options.restMs?.(ranMs) ?? 0) - performance.now();
    while (!this.stopping && left() > 0) await this.pause(Math.min(left(), LOOK_AGAIN_MS));
  }

  private async pause(ms: number): Promise<void> {
    const until = performance.now() + ms;
    // A wake says that there is work; it must not turn a failing run into a busy loop.
    while (!this.stopping && performance.now() < until) await this.rest.upTo(until - performance.now());
  }
}
