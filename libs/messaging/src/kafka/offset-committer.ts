import { Rest } from '../rest.js';

/** A commit costs the broker as much as a produce does, and says only from where to go on after a restart. */
const COMMIT_EVERY_MS = 200;

/** The offset to go on from, by topic and partition. */
export interface OffsetsToCommit {
  readonly topics: { topic: string; partitions: { partition: number; offset: string }[] }[];
}

type Send = (offsets: OffsetsToCommit) => Promise<void>;

/**
 * Commits offsets now and then, one request at a time: what becomes due meanwhile goes with the next, and so does what
 * a commit that failed was about. A partition that falls quiet would seem to be behind for ever otherwise.
 */
export class OffsetCommitter {
  /** By topic and partition, the offset to go on from. */
  private readonly due = new Map<string, Map<number, string>>();
  private running: Promise<void> | null = null;
  private readonly rest = new Rest();
  private send: Send = async () => {};
  private isFlushing = false;

  /** @param onFailure told of each commit that failed, before the next one is tried. */
  constructor(private readonly onFailure: (error: unknown) => void = () => {}) {}

  /**
   * @param send of the batch in hand: a client's may do nothing any more once it is told to stop.
   */
  commit(topic: string, partition: number, offset: string, send: Send): void {
    const ofTopic = this.due.get(topic) ?? new Map<number, string>();
    this.due.set(topic, ofTopic.set(partition, offset));
    this.send = send;
    this.running ??= this.commitAll();
  }

  /** Commits what is due without waiting for its time; what fails now is left, and read again by whoever comes next. */
  async flush(): Promise<void> {
    this.isFlushing = true;
    this.rest.end();
    await this.running;
    this.isFlushing = false;
  }

  /** The partitions were dealt out anew: what was read before is not ours to commit any more. */
  forget(): void {
    this.due.clear();
  }

  private async commitAll(): Promise<void> {
    while (this.due.size > 0) {
      await this.rest.upTo(COMMIT_EVERY_MS);
      const taken = [...this.due];
      this.due.clear();
      const topics = taken.map(([topic, offsets]) => ({
        topic,
        partitions: [...offsets].map(([partition, offset]) => ({ partition, offset })),
      }));
      if (topics.length === 0) continue;
      try {
        await this.send({ topics });
      } catch (error) {
        if (!this.isFlushing) for (const [topic, offsets] of taken) this.takeBack(topic, offsets);
        this.onFailure(error);
      }
    }
    this.running = null;
  }

  private takeBack(topic: string, offsets: ReadonlyMap<number, string>): void {
    // What has become due meanwhile says more.
    this.due.set(topic, new Map([...offsets, ...(this.due.get(topic) ?? [])]));
  }
}
