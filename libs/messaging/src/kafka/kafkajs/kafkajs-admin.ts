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
      const { groups } = await admin.describeGroups([group]);
      const state = groups[0]?.state;
      if (state !== 'Empty' && state !== 'Dead') {
        throw new Error(
          `The consumer group ${group} still has members (${state}): offsets are reset only without any.`,
        );
      }
      const offsets = await Promise.all(
        topics.map(async (topic) =>
          (await admin.fetchTopicOffsets(topic)).map(({ partition, low }) => ({
            topic,
            partition,
            offset: low,
          })),
        ),
      );
      await this.commitAsMember(group, topics, offsets.flat());
    });
  }

  /** kafkajs has an own way for this, which takes five seconds a topic; a member may commit what it likes. */
  private async commitAsMember(
    group: string,
    topics: readonly string[],
    offsets: { topic: string; partition: number; offset: string }[],
  ): Promise<void> {
    const consumer = this.kafka.consumer({
      groupId: group,
      allowAutoTopicCreation: false,
      maxWaitTimeInMs: 50,
    });
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: [...topics], fromBeginning: true });
      await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch: async () => {} });
      await consumer.commitOffsets(offsets);
    } finally {
      await consumer.disconnect().catch(() => {});
    }
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
