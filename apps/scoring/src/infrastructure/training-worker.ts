import { parentPort } from 'node:worker_threads';
import { TrialLeads, type TrialOptions, type TrialRow, tryOut } from '@baton/learning';

/** What the thread is told: rows as they are read, then to begin. */
export type ToTraining = { readonly rows: readonly TrialRow[] } | { readonly begin: TrialOptions };

const leads = new TrialLeads();

parentPort?.on('message', (message: ToTraining) => {
  if ('rows' in message) {
    for (const row of message.rows) leads.add(row);
    return;
  }
  const trial = tryOut(leads, message.begin, (progress) => parentPort?.postMessage({ progress }));
  parentPort?.postMessage({ trial });
});
