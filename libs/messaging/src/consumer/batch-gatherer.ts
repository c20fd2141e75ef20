import type { BatchOutcome, RecordBatch } from '../kafka/broker.js';

interface Waiting {
  readonly batch: RecordBatch;
  readonly settled: (outcome: BatchOutcome) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Lets batches that arrive together be settled together, and those that arrive meanwhile be the next to go: so the
 * busier a topic, the more records share a transaction, and nobody waits for company.
 */
export class BatchGatherer {
  private waiting: Waiting[] = [];
  private isWorking = false;

  /** @param settle returns an outcome for each batch, in their order. */
  constructor(private readonly settle: (batches: readonly RecordBatch[]) => Promise<BatchOutcome[]>) {}

  take(batch: RecordBatch): Promise<BatchOutcome> {
    return new Promise((settled, failed) => {
      this.waiting.push({ batch, settled, failed });
      if (!this.isWorking) void this.workOff();
    });
  }

  private async workOff(): Promise<void> {
    this.isWorking = true;
    // One fetch brings many partitions, in the same turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) {
      const all = this.waiting;
      this.waiting = [];
      try {
        const outcomes = await this.settle(all.map(({ batch }) => batch));
        all.forEach(({ settled }, place) => settled(outcomes[place]!));
      } catch (error) {
        for (const { failed } of all) failed(error);
      }
    }
    this.isWorking = false;
  }
}
