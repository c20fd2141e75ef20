import { Injectable } from '@nestjs/common';

/** Says why the service is not ready, in words, or null when it is. */
export type ReadinessCheck = () => Promise<string | null> | string | null;

/** Collects what must hold before the service takes HTTP traffic. It never decides liveness. */
@Injectable()
export class Readiness {
  private readonly checks = new Map<string, ReadinessCheck>();
  private draining = false;

  add(name: string, check: ReadinessCheck): void {
    this.checks.set(name, check);
  }

  /** From now on not ready, whatever the checks say: the process is about to end. */
  drain(): void {
    this.draining = true;
  }

  /** Why not, by name; empty when ready. */
  async reasons(): Promise<string[]> {
    if (this.draining) return ['shutting down'];
    const answers = await Promise.all(
      [...this.checks].map(async ([name, check]) => {
        try {
          const reason = await check();
          return reason === null ? [] : [`${name}: ${reason}`];
        } catch (error) {
          return [`${name}: ${error instanceof Error ? error.message : String(error)}`];
        }
      }),
    );
    return answers.flat();
  }
}
