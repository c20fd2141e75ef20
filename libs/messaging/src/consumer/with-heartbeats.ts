import type { RecordBatch } from '../kafka/broker.js';

const BEAT_EVERY_MS = 2_000;
const MOST_BEATS = 15;

/**
 * Tells the group that we live while one transaction takes long, as it does behind somebody's lock. But not for ever: a
 * handler that hangs must lose its partitions to somebody who does not.
 */
export async function withHeartbeats<Result>(
  batch: Pick<RecordBatch, 'heartbeat'>,
  work: Promise<Result>,
): Promise<Result> {
  let beats = 0;
  const timer = setInterval(() => {
    if (++beats > MOST_BEATS) clearInterval(timer);
    else void batch.heartbeat();
  }, BEAT_EVERY_MS);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}
