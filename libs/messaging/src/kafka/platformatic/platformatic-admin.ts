import { setTimeout as pause } from 'node:timers/promises';
import {
  Admin,
  type BaseOptions,
  ConfigResourceTypes,
  findErrorBy,
  IncrementalAlterConfigOperationTypes,
  ListOffsetTimestamps,
} from '@platformatic/kafka';
import type { BrokerAdmin, PartitionLag, TopicToEnsure } from '../broker.js';
import { configOf } from '../topic-config.js';

const LED_WITHIN_MS = 30_000;

/** Administration over a connection that lives as long as one question. */
export class PlatformaticAdmin implements BrokerAdmin {
  constructor(private readonly client: BaseOptions) {}

  ensureTopics(topics: readonly TopicToEnsure[]): Promise<void> {
    return this.ask(async (admin) => {
      const known = new Set(await admin.listTopics());
      const missing = topics.filter(({ topic }) => !known.has(topic));
      for (const [partitions, some] of Map.groupBy(missing, (one) => one.partitions)) {
        const names = some.map(({ topic }) => topic);
        await admin.createTopics({ topics: names, partitions }).catch(unlessTheyExist);
      }
      await untilLed(admin, missing);
      await admin.incrementalAlterConfigs({
        resources: topics.map((one) => ({
          resourceType: ConfigResourceTypes.TOPIC,
          resourceName: one.topic,
          configs: Object.entries(configOf(one)).map(([name, value]) => ({
            name,
            value,
            configOperation: IncrementalAlterConfigOperationTypes.SET,
          })),
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
        throw new Error(
          `The consumer group ${group} still has members (${state}): offsets are reset only without any.`,
        );
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
      partitions: Array.from(
        { length: metadata.topics.get(name)?.partitionsCount ?? 0 },
        (_, partitionIndex) => ({
          partitionIndex,
          timestamp,
        }),
      ),
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

/** A broker hears of a new topic a moment after it was made. */
async function untilLed(admin: Admin, topics: readonly TopicToEnsure[]): Promise<void> {
  if (topics.length === 0) return;
  const giveUpAt = performance.now() + LED_WITHIN_MS;
  while (!(await areLed(admin, topics))) {
    if (performance.now() > giveUpAt) {
      throw new Error(`New topics still have no leaders after ${LED_WITHIN_MS} ms.`);
    }
    await pause(50);
  }
}

async function areLed(admin: Admin, topics: readonly TopicToEnsure[]): Promise<boolean> {
  try {
    const { topics: found } = await admin.metadata({
      topics: topics.map(({ topic }) => topic),
      forceUpdate: true,
    });
    return [...found.values()].every(({ partitions }) =>
      Object.values(partitions).every(({ leader }) => leader >= 0),
    );
  } catch (error) {
    if (findErrorBy(error as Error, 'apiId', 'UNKNOWN_TOPIC_OR_PARTITION')) return false;
    throw error;
  }
}

/** Another instance may have made them at the same time. */
function unlessTheyExist(error: unknown): void {
  const reasons = (of: unknown): unknown[] => {
    const { errors, apiId } = of as { errors?: unknown[]; apiId?: string };
    return errors && errors.length > 0 ? errors.flatMap(reasons) : [apiId];
  };
  if (reasons(error).some((reason) => reason !== 'TOPIC_ALREADY_EXISTS')) throw error;
}
