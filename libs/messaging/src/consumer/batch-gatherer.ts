import type { BatchOutcome, RecordBatch } from '../kafka/broker.js';

interface Waiting {
  readonly batch: RecordBatch;
  readonly settled: (outcome: BatchOutcome) => void;
  readonly failed: (error: unknown) => void;
}

/** One settling computes while the other waits for the database. */
const MOST_AT_ONCE = 2;

/**
 * Lets batches that arrive together be settled together, and those that arrive meanwhile be the next to go: so the
 * busier a topic, the more records share a transaction, and nobody waits for company. Where there is more than one
 * transaction holds, a second one goes beside the first: batches are of different partitions, which owe each other no
 * order.
 */
export class BatchGatherer {
  private waiting: Waiting[] = [];
  private atWork = 0;
  private isGathering = false;

  /**
   * @param recordsTogether how many records one settling takes, unless a batch alone has more.
   * @param settle returns an outcome for each batch, in their order.
   */
  constructor(
    private readonly recordsTogether: number,
    private readonly settle: (batches: readonly RecordBatch[]) => Promise<BatchOutcome[]>,
  ) {}

  take(batch: RecordBatch): Promise<BatchOutcome> {
    return new Promise((settled, failed) => {
      this.waiting.push({ batch, settled, failed });
      if (this.isGathering) return;
      this.isGathering = true;
      // One fetch brings many partitions, in the same turn of the event loop.
      setImmediate(() => {
        this.isGathering = false;
        this.workOff();
      });
    });
  }

  private workOff(): void {
    while (this.waiting.length > 0 && this.atWork < MOST_AT_ONCE) {
      const fits = this.howManyFit();
      // A transaction that is not full can as well take what arrives until its turn comes.
      if (this.atWork > 0 && fits === this.waiting.length && recordsOf(this.waiting) < this.recordsTogether) return;
      void this.settleAll(this.waiting.splice(0, fits));
    }
  }

  private howManyFit(): number {
    let fits = 1;
    while (fits < this.waiting.length && recordsOf(this.waiting.slice(0, fits + 1)) <= this.recordsTogether) fits++;
    return fits;
  }

  private async settleAll(all: readonly Waiting[]): Promise<void> {
    this.atWork++;
    try {
      const outcomes = await this.settle(all.map(({ batch }) => batch));
      all.forEach(({ settled }, place) => settled(outcomes[place]!));
    } catch (error) {
      for (const { failed } of all) failed(error);
    }
    this.atWork--;
    this.workOff();
  }
}

function recordsOf(some: readonly Waiting[]): number {
  return some.reduce((sum, { batch }) => sum + batch.records.length, 0);
}
