import type { INestApplication } from '@nestjs/common';
import type { Readiness } from './health/readiness.js';
import type { Logger } from './logging/logger.js';

/** Longer than the longest batch, shorter than Kubernetes' grace period. */
const PATIENCE_MS = 25_000;

/**
 * Ends the process in order on SIGTERM, SIGINT, or when the process that started it has gone:
 * readiness off, stop fetching, finish the batch, leave the group, stop the relay, close the pool.
 */
export function shutDownInOrder(app: INestApplication, readiness: Readiness, logger: Logger): void {
  let ending = false;
  const end = (why: string) => {
    if (ending) return;
    ending = true;
    logger.info({ why }, 'shutting down');
    readiness.drain();
    setTimeout(() => {
      logger.error('the shutdown took too long');
      process.exit(1);
    }, PATIENCE_MS).unref();
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'the shutdown failed');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', () => end('SIGTERM'));
  process.once('SIGINT', () => end('SIGINT'));
  // A launcher that is killed cannot say goodbye, but its channel closes.
  if (process.connected) process.once('disconnect', () => end('the launcher has gone'));
}
