import { deadLetterTopic, eventCatalogue } from '@baton/contracts';
import { KafkaJsBroker } from '@baton/messaging';
import { testBrokers } from '@baton/testing';
import kafkajs from 'kafkajs';
import { topicsToEnsure } from './topics.js';

/** What messaging lets through, in bytes. */
const LARGEST_EVENT_BYTES = 900_000;
const silent = { debug() {}, info() {}, warn() {}, error() {} };

describe('the topics of a Kafka that was prepared', () => {
  const admin = new kafkajs.Kafka({ brokers: testBrokers(), logLevel: kafkajs.logLevel.NOTHING }).admin();
  const found = new Map<string, { partitions: number; config: Record<string, string> }>();

  beforeAll(async () => {
    const broker = new KafkaJsBroker({ clientId: 'test', brokers: testBrokers(), logger: silent });
    await broker.admin.ensureTopics(topicsToEnsure());
    await broker.close();
    await admin.connect();
    const names = topicsToEnsure().map(({ topic }) => topic);
    const { topics } = await admin.fetchTopicMetadata({ topics: names });
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: names.map((name) => ({ type: kafkajs.ConfigResourceTypes.TOPIC, name })),
    });
    for (const { resourceName, configEntries } of resources) {
      found.set(resourceName, {
        partitions: topics.find(({ name }) => name === resourceName)!.partitions.length,
        config: Object.fromEntries(configEntries.map((one) => [one.configName, one.configValue])),
      });
    }
  });
  afterAll(() => admin.disconnect());

  it.each(eventCatalogue.map((contract) => [contract.topic, contract] as const))(
    '%s: partitions, retention and cleanup policy are what the catalogue says',
    (topic, { partitions, retentionMs, cleanupPolicy }) => {
      expect(found.get(topic)).toMatchObject({
        partitions,
        config: { 'retention.ms': String(retentionMs), 'cleanup.policy': cleanupPolicy },
      });
    },
  );

  it('every topic takes the largest event there may be, and drops none because there are many', () => {
    for (const { topic } of eventCatalogue) {
      const { config } = found.get(topic)!;
      expect(config['retention.bytes']).toBe('-1');
      expect(Number(config['max.message.bytes'])).toBeGreaterThanOrEqual(LARGEST_EVENT_BYTES);
    }
  });

  it('every reader of every topic has a dead-letter topic, which forgets after 30 days', () => {
    for (const { topic, consumers } of eventCatalogue) {
      for (const consumer of consumers) {
        const { partitions, config } = found.get(deadLetterTopic(topic, consumer))!;
        expect([partitions, config['retention.ms'], config['cleanup.policy']]).toEqual([
          1,
          '2592000000',
          'delete',
        ]);
      }
    }
  });
});
