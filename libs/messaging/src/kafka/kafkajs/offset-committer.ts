import type { OffsetsByTopicPartition } from 'kafkajs';

type Send = (offsets: OffsetsByTopicPartition) => Promise<void>;

/**
 * Commits offsets one request at a time: what becomes due meanwhile goes with the next. A commit that fails is not
 * repeated: a later one says more, and what is read again for want of it is known already.
 */
export class OffsetCommitter {
  /** By topic and partition, the offset to go on from. */
  private readonly due = new Map<string, Map<number, string>>();
  private running: Promise<void> | null = null;

  /**
   * Resolves once there is nothing left to commit. Never rejects.
   * @param send kafkajs's own of the batch in hand: the consumer's does nothing any more once it is told to stop.
   */
  commit(topic: string, partition: number, offset: string, send: Send): Promise<void> {
    const ofTopic = this.due.get(topic) ?? new Map<number, string>();
    this.due.set(topic, ofTopic.set(partition, offset));
    return (this.running ??= this.commitAll(send));
  }

  /** The partitions were dealt out anew: what was read before is not ours to commit any more. */
  forget(): void {
    this.due.clear();
  }

  private async commitAll(send: Send): Promise<void> {
    // Partitions that are settled together end in the same turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.due.size > 0) {
      const topics = [...this.due].map(([topic, offsets]) => ({
        topic,
        partitions: [...offsets].map(([partition, offset]) => ({ partition, offset })),
      }));
      this.due.clear();
      await send({ topics }).catch(() => {});
    }
    this.running = null;
  }
}
