import type { Admin, Kafka } from 'kafkajs';
import type { BrokerAdmin, PartitionLag, TopicToEnsure } from '../broker.js';

/** Administration over a connection that lives as long as one question. */
export class KafkaJsAdmin implements BrokerAdmin {
  constructor(private readonly kafka: Kafka) {}

  ensureTopics(topics: readonly TopicToEnsure[]): Promise<void> {
    return this.ask(async (admin) => {
      await admin.createTopics({
        waitForLeaders: true,
        topics: topics.map(({ topic, partitions, retentionMs }) => ({
          topic,
          numPartitions: partitions,
          configEntries: [{ name: 'retention.ms', value: String(retentionMs) }],
        })),
      });
    });
  }

  lag(group: string, topics: readonly string[]): Promise<PartitionLag[]> {
    return this.ask(async (admin) => {
      const committed = await admin.fetchOffsets({ groupId: group, topics: [...topics] });
      const perTopic = await Promise.all(
        committed.map(async ({ topic, partitions }) => {
          const ends = new Map((await admin.fetchTopicOffsets(topic)).map((end) => [end.partition, end]));
          return partitions.map(({ partition, offset }) => {
            const end = ends.get(partition);
            // -1: the group has not committed yet and will begin with the oldest record.
            const from = BigInt(offset) < 0n ? BigInt(end?.low ?? 0) : BigInt(offset);
            const behind = end ? BigInt(end.high) - from : 0n;
            return { topic, partition, lag: behind > 0n ? Number(behind) : 0 };
          });
        }),
      );
      return perTopic.flat().sort((a, b) => a.topic.localeCompare(b.topic) || a.partition - b.partition);
    });
  }

  resetOffsets(group: string, topics: readonly string[]): Promise<void> {
    return this.ask(async (admin) => {
      // kafkajs joins the group for each topic in turn: two at once would find it busy.
      for (const topic of topics) await admin.resetOffsets({ groupId: group, topic, earliest: true });
    });
  }

  private async ask<Answer>(question: (admin: Admin) => Promise<Answer>): Promise<Answer> {
    const admin = this.kafka.admin();
    try {
      await admin.connect();
      return await question(admin);
    } finally {
      await admin.disconnect().catch(() => {});
    }
  }
}
