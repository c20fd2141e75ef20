import { parentPort } from 'node:worker_threads';
import { type TrialOptions, type TrialRow, tryOut } from '@baton/learning';

/** What the thread is told: rows as they are read, then to begin. */
export type ToTraining = { readonly rows: readonly TrialRow[] } | { readonly begin: TrialOptions };

const rows: TrialRow[] = [];

parentPort?.on('message', (message: ToTraining) => {
  if ('rows' in message) {
    for (const row of message.rows) rows.push(row);
    return;
  }
  const trial = tryOut(rows, message.begin, (progress) => parentPort?.postMessage({ progress }));
  parentPort?.postMessage({ trial });
});
