import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App, Supervisor } from '@baton/start';
import type { Order } from '../crash-points.js';

/** One process of an app, and what can be done to it. */
export class Instance {
  constructor(
    readonly app: App,
    readonly port: number,
    private readonly supervisor: Supervisor,
    private readonly folder: string,
  ) {}

  get pid(): number | undefined {
    return this.supervisor.mark?.pid;
  }

  start(): void {
    this.supervisor.start();
  }

  /** It is started again, as Kubernetes would. */
  signal(signal: NodeJS.Signals): void {
    const { pid } = this;
    if (pid === undefined) return;
    try {
      process.kill(pid, signal);
    } catch {
      // It has just died of something else.
    }
  }

  /** Tells the agent inside what to do. One that has only just started has not loaded it, and dies of the signal. */
  order(order: Order): void {
    if (this.pid === undefined) return;
    writeFileSync(join(this.folder, `${this.pid}.json`), JSON.stringify(order));
    this.signal('SIGUSR2');
  }

  async isReady(): Promise<boolean> {
    try {
      const answer = await fetch(`http://127.0.0.1:${this.port}/health/ready`, { signal: AbortSignal.timeout(3_000) });
      return answer.ok;
    } catch {
      return false;
    }
  }

  /** In order, for good. */
  async leave(): Promise<void> {
    await this.supervisor.stop();
  }
}
