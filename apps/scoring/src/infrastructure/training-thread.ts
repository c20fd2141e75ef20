import { Worker } from 'node:worker_threads';
import type { Trial, TrialOptions, TrialRow } from '@baton/learning';
import type { ToTraining } from './training-worker.js';

const MOST_MEMORY_MB = 2_000;

/** Tests run the sources as they are, where the file that the thread runs has its own ending. */
const file = new URL(`./training-worker${import.meta.url.slice(import.meta.url.lastIndexOf('.'))}`, import.meta.url);

/** Learning in a thread of its own, so that live leads do not wait for it. To be closed, whatever happens. */
export class TrainingThread {
  private readonly worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB } });

  add(rows: readonly TrialRow[]): void {
    this.tell({ rows });
  }

  /** @throws Error where the thread ends without a result, such as for want of memory */
  learn(options: TrialOptions, onProgress: (share: number) => void): Promise<Trial> {
    return new Promise((resolve, reject) => {
      this.worker.on('message', (message: { progress: number } | { trial: Trial }) => {
        if ('trial' in message) resolve(message.trial);
        else onProgress(message.progress);
      });
      this.worker.on('error', reject);
      this.worker.on('exit', (code) => reject(new Error(`the training thread has ended with ${code}`)));
      this.tell({ begin: options });
    });
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private tell(message: ToTraining): void {
    this.worker.postMessage(message);
  }
}
