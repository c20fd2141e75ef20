import { Rest } from '../rest.js';

/** A commit costs the broker as much as a produce does, and says only from where to go on after a restart. */
const COMMIT_EVERY_MS = 200;

/** The offset to go on from, by topic and partition. */
export interface OffsetsToCommit {
  readonly topics: { topic: string; partitions: { partition: number; offset: string }[] }[];
}

type Send = (offsets: OffsetsToCommit) => Promise<void>;

/**
 * Commits offsets now and then, one request at a time: what becomes due meanwhile goes with the next. A commit that fails is not
 * repeated: a later one says more, and what is read again for want of it is known already.
 */
export class OffsetCommitter {
  /** By topic and partition, the offset to go on from. */
  private readonly due = new Map<string, Map<number, string>>();
  private running: Promise<void> | null = null;
  private readonly rest = new Rest();

  /** @param onFailure told of each commit that failed, before the next one is tried. */
  constructor(private readonly onFailure: (error: unknown) => void = () => {}) {}

  /**
   * @param send of the batch in hand: a client's may do nothing any more once it is told to stop.
   */
  commit(topic: string, partition: number, offset: string, send: Send): void {
    const ofTopic = this.due.get(topic) ?? new Map<number, string>();
    this.due.set(topic, ofTopic.set(partition, offset));
    this.running ??= this.commitAll(send);
  }

  /** Commits what is due without waiting for its time. */
  async flush(): Promise<void> {
    this.rest.end();
    await this.running;
  }

  /** The partitions were dealt out anew: what was read before is not ours to commit any more. */
  forget(): void {
    this.due.clear();
  }

  private async commitAll(send: Send): Promise<void> {
    while (this.due.size > 0) {
      await this.rest.upTo(COMMIT_EVERY_MS);
      const topics = [...this.due].map(([topic, offsets]) => ({
        topic,
        partitions: [...offsets].map(([partition, offset]) => ({ partition, offset })),
      }));
      this.due.clear();
      if (topics.length > 0) await send({ topics }).catch((error: unknown) => this.onFailure(error));
    }
    this.running = null;
  }
}
