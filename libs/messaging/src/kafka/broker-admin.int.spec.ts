import { randomUUID } from 'node:crypto';
import { testBrokers } from '@baton/testing';
import kafkajs from 'kafkajs';
import { silent } from '../../test/fixture.js';
import { adapters } from '../../test/kafka-fixture.js';

const DAY_MS = 86_400_000;

describe.each(adapters)('a topic that must be there, by %s', (_name, Adapter) => {
  const broker = new Adapter({ clientId: 'test', brokers: testBrokers(), logger: silent });
  const outside = new kafkajs.Kafka({ brokers: testBrokers(), logLevel: kafkajs.logLevel.NOTHING }).admin();
  const newName = () => `test.admin.${randomUUID().slice(0, 8)}`;
  const configOf = async (name: string) => {
    const { resources } = await outside.describeConfigs({
      includeSynonyms: false,
      resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name }],
    });
    return Object.fromEntries(resources[0]!.configEntries.map((one) => [one.configName, one.configValue]));
  };

  beforeAll(() => outside.connect());
  afterAll(() => Promise.all([outside.disconnect(), broker.close()]));

  it('is made with the retention and the cleanup policy asked for', async () => {
    const [kept, compacted] = [newName(), newName()];
    await broker.admin.ensureTopics([
      { topic: kept, partitions: 2, retentionMs: -1 },
      { topic: compacted, partitions: 1, retentionMs: DAY_MS, cleanupPolicy: 'compact' },
    ]);
    expect(await configOf(kept)).toMatchObject({ 'retention.ms': '-1', 'cleanup.policy': 'delete' });
    expect(await configOf(compacted)).toMatchObject({
      'retention.ms': String(DAY_MS),
      'cleanup.policy': 'compact',
    });
  });

  it('is given another retention where that has changed, and keeps its partitions and what others set on it', async () => {
    const [changed, isNew] = [newName(), newName()];
    await outside.createTopics({
      topics: [
        {
          topic: changed,
          numPartitions: 2,
          configEntries: [
            { name: 'retention.ms', value: String(DAY_MS) },
            { name: 'retention.bytes', value: '1000000' },
            { name: 'cleanup.policy', value: 'compact' },
            { name: 'max.message.bytes', value: '500000' },
          ],
        },
      ],
    });
    await broker.admin.ensureTopics([
      { topic: changed, partitions: 6, retentionMs: -1 },
      { topic: isNew, partitions: 1, retentionMs: -1 },
    ]);
    expect(await configOf(changed)).toMatchObject({
      'retention.ms': '-1',
      'retention.bytes': '-1',
      'cleanup.policy': 'delete',
      'max.message.bytes': '500000',
    });
    const { topics } = await outside.fetchTopicMetadata({ topics: [changed, isNew] });
    expect(topics.map(({ partitions }) => partitions.length).sort()).toEqual([1, 2]);
  });
});
