import {
  Admin,
  type BaseOptions,
  ConfigResourceTypes,
  IncrementalAlterConfigOperationTypes,
  ListOffsetTimestamps,
} from '@platformatic/kafka';
import type { BrokerAdmin, PartitionLag, TopicToEnsure } from '../broker.js';

/** Administration over a connection that lives as long as one question. */
export class PlatformaticAdmin implements BrokerAdmin {
  constructor(private readonly client: BaseOptions) {}

  ensureTopics(topics: readonly TopicToEnsure[]): Promise<void> {
    return this.ask(async (admin) => {
      const known = new Set(await admin.listTopics());
      for (const { topic, partitions } of topics) {
        if (!known.has(topic)) await admin.createTopics({ topics: [topic], partitions }).catch(unlessItExists);
      }
      await admin.incrementalAlterConfigs({
        resources: topics.map(({ topic, retentionMs, cleanupPolicy = 'delete' }) => ({
          resourceType: ConfigResourceTypes.TOPIC,
          resourceName: topic,
          configs: [
            { name: 'retention.ms', configOperation: IncrementalAlterConfigOperationTypes.SET, value: String(retentionMs) },
            { name: 'cleanup.policy', configOperation: IncrementalAlterConfigOperationTypes.SET, value: cleanupPolicy },
          ],
        })),
      });
    });
  }

  lag(group: string, topics: readonly string[]): Promise<PartitionLag[]> {
    return this.ask(async (admin) => {
      const [low, high] = [
        await offsetsOf(admin, topics, ListOffsetTimestamps.EARLIEST),
        await offsetsOf(admin, topics, ListOffsetTimestamps.LATEST),
      ];
      const committed = new Map<string, bigint>();
      const [found] = await admin.listConsumerGroupOffsets({ groups: [group] });
      for (const { name, partitions } of found?.topics ?? []) {
        for (const { partitionIndex, committedOffset } of partitions) {
          committed.set(`${name}/${partitionIndex}`, committedOffset);
        }
      }
      return [...high]
        .map(([key, { topic, partition, offset: end }]) => {
          // -1: the group has not committed yet and will begin with the oldest record.
          const at = committed.get(key) ?? -1n;
          const from = at < 0n ? (low.get(key)?.offset ?? 0n) : at;
          return { topic, partition, lag: end > from ? Number(end - from) : 0 };
        })
        .sort((a, b) => a.topic.localeCompare(b.topic) || a.partition - b.partition);
    });
  }

  resetOffsets(group: string, topics: readonly string[]): Promise<void> {
    return this.ask(async (admin) => {
      const state = (await admin.describeGroups({ groups: [group] })).get(group)?.state.toUpperCase();
      if (state !== undefined && state !== 'EMPTY' && state !== 'DEAD') {
        throw new Error(`The consumer group ${group} still has members (${state}): offsets are reset only without any.`);
      }
      const low = [...(await offsetsOf(admin, topics, ListOffsetTimestamps.EARLIEST)).values()];
      await admin.alterConsumerGroupOffsets({
        groupId: group,
        topics: topics.map((name) => ({
          name,
          partitionOffsets: low
            .filter(({ topic }) => topic === name)
            .map(({ partition, offset }) => ({ partition, offset })),
        })),
      });
    });
  }

  private async ask<Answer>(question: (admin: Admin) => Promise<Answer>): Promise<Answer> {
    const admin = new Admin(this.client);
    try {
      return await question(admin);
    } finally {
      await admin.close().catch(() => {});
    }
  }
}

interface PartitionOffset {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
}

async function offsetsOf(
  admin: Admin,
  topics: readonly string[],
  timestamp: bigint,
): Promise<Map<string, PartitionOffset>> {
  const metadata = await admin.metadata({ topics: [...topics] });
  const listed = await admin.listOffsets({
    topics: topics.map((name) => ({
      name,
      partitions: Array.from({ length: metadata.topics.get(name)?.partitionsCount ?? 0 }, (_, partitionIndex) => ({
        partitionIndex,
        timestamp,
      })),
    })),
  });
  return new Map(
    listed.flatMap(({ name, partitions }) =>
      partitions.map(({ partitionIndex, offset }): [string, PartitionOffset] => [
        `${name}/${partitionIndex}`,
        { topic: name, partition: partitionIndex, offset },
      ]),
    ),
  );
}

function unlessItExists(error: unknown): void {
  const { errors = [error] } = error as { errors?: unknown[] };
  if (!errors.some((one) => (one as { apiId?: string }).apiId === 'TOPIC_ALREADY_EXISTS')) throw error;
}
