import kafkajs, { type Admin, type Kafka, type KafkaJSProtocolError } from 'kafkajs';
import type { BrokerAdmin, PartitionLag, TopicToEnsure } from '../broker.js';
import { configOf } from '../topic-config.js';

const LED_WITHIN_MS = 30_000;
const NOT_YET: ReadonlySet<string> = new Set(['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE']);

/** Administration over a connection that lives as long as one question. */
export class KafkaJsAdmin implements BrokerAdmin {
  constructor(private readonly kafka: Kafka) {}

  ensureTopics(topics: readonly TopicToEnsure[]): Promise<void> {
    return this.ask(async (admin) => {
      const known = new Set(await admin.listTopics());
      const [old, missing] = [
        topics.filter(({ topic }) => known.has(topic)),
        topics.filter(({ topic }) => !known.has(topic)),
      ];
      if (missing.length > 0) {
        await admin.createTopics({
          waitForLeaders: false,
          topics: missing.map((one) => ({
            topic: one.topic,
            numPartitions: one.partitions,
            configEntries: asEntries(configOf(one)),
          })),
        });
        await untilLed(admin, missing);
      }
      if (old.length > 0) await align(admin, old);
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

/** A broker hears of a new topic a moment after it was made; kafkajs's own waiting trips over that moment. */
async function untilLed(admin: Admin, topics: readonly TopicToEnsure[]): Promise<void> {
  const names = topics.map(({ topic }) => topic);
  const giveUpAt = performance.now() + LED_WITHIN_MS;
  let trouble: unknown = null;
  while (performance.now() < giveUpAt) {
    try {
      const { topics: found } = await admin.fetchTopicMetadata({ topics: names });
      if (found.every(({ partitions }) => partitions.every(({ leader }) => leader >= 0))) return;
    } catch (error) {
      if (!NOT_YET.has((error as KafkaJSProtocolError).type)) throw error;
      trouble = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`New topics still have no leaders after ${LED_WITHIN_MS} ms.`, { cause: trouble });
}

/** Gives topics that there are the configuration that they should have. */
async function align(admin: Admin, topics: readonly TopicToEnsure[]): Promise<void> {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: topics.map(({ topic }) => ({ type: kafkajs.ConfigResourceTypes.TOPIC, name: topic })),
  });
  const found = new Map(resources.map(({ resourceName, configEntries }) => [resourceName, configEntries]));
  const differing = topics.flatMap((one) => {
    const wanted = configOf(one);
    const now = found.get(one.topic) ?? [];
    const values = new Map(now.map(({ configName, configValue }) => [configName, configValue]));
    if (Object.entries(wanted).every(([name, value]) => values.get(name) === value)) return [];
    // Kafka replaces all that is set on the topic, so what others have set there is said again.
    const set = now.filter(({ configSource }) => configSource === kafkajs.ConfigSource.TOPIC_CONFIG);
    const others = Object.fromEntries(set.map(({ configName, configValue }) => [configName, configValue]));
    const configEntries = asEntries({ ...others, ...wanted });
    return [{ type: kafkajs.ConfigResourceTypes.TOPIC, name: one.topic, configEntries }];
  });
  if (differing.length > 0) await admin.alterConfigs({ validateOnly: false, resources: differing });
}

function asEntries(config: Record<string, string>): { name: string; value: string }[] {
  return Object.entries(config).map(([name, value]) => ({ name, value }));
}
