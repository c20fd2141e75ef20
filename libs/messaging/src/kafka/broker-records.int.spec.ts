import { eventually, testBrokers } from '@baton/testing';
import { Producer } from '@platformatic/kafka';
import kafkajs from 'kafkajs';
import { adapters, KafkaFixture, range, throughLast } from '../../test/kafka-fixture.js';
import type { KafkaRecord } from './broker.js';

/** What any adapter of the port must do with records. */
describe.each(adapters)('records, by %s', (_name, Adapter) => {
  const kafka = new KafkaFixture(Adapter);

  it('arrive with keys, values and headers, in order for each key, in a group that begins with the oldest', async () => {
    const got: KafkaRecord[] = [];
    await kafka.produce(1_500);
    await kafka.broker.produce([{ topic: kafka.topic, key: null, value: null, headers: { number: '-1' } }]);
    kafka.consume(async (batch) => {
      got.push(...batch.records);
      return throughLast(batch);
    });
    await eventually(() => got.length === 1_501, 'all records');
    const keyed = got.filter(({ key }) => key !== null);
    expect(keyed.map(({ headers }) => Number(headers['number']!.toString()))).toEqual(range(1_500));
    expect(keyed.every(({ key, value }) => key?.toString() === 'lead' && value?.toString() === 'value')).toBe(
      true,
    );
    expect(got.find(({ key }) => key === null)?.value).toBeNull();
  });

  it('go to the same partition by either client, so that one may take over from the other', async () => {
    const keys = range(50).map((place) => `lead-${place}`);
    const partitionsOf = new Map<string, Set<number>>(keys.map((key) => [key, new Set()]));
    let read = 0;
    for (const [, Other] of adapters) {
      await kafka
        .newBroker(testBrokers(), Other)
        .produce(
          keys.map((key) => ({
            topic: kafka.topic,
            key: Buffer.from(key),
            value: Buffer.from('x'),
            headers: {},
          })),
        );
    }
    kafka.consume(async (batch) => {
      for (const { key } of batch.records) partitionsOf.get(key!.toString())!.add(batch.partition);
      read += batch.records.length;
      return throughLast(batch);
    });
    await eventually(() => read === keys.length * adapters.length, 'all records');
    expect([...partitionsOf.values()].filter(({ size }) => size !== 1)).toEqual([]);
    expect(new Set([...partitionsOf.values()].flatMap((of) => [...of])).size).toBe(3);
  });

  it('may be more at once than one Kafka batch holds, and each nearly as large as a batch', async () => {
    await kafka.produce(30, { value: Buffer.alloc(100_000) });
    await kafka.produce(5, { from: 30, value: Buffer.alloc(900_000, 'x') });
    let got = 0;
    let bytes = 0;
    kafka.consume(async (batch) => {
      got += batch.records.length;
      for (const { value } of batch.records) bytes += value!.length;
      return throughLast(batch);
    });
    await eventually(() => got === 35, 'all records');
    expect(bytes).toBe(30 * 100_000 + 5 * 900_000);
  });

  it('keep headers that are no text, and of a repeated one the last', async () => {
    const binary = Buffer.from([0xff, 0x00, 0xfe, 0x0a]);
    const stranger = new kafkajs.Kafka({
      brokers: testBrokers(),
      logLevel: kafkajs.logLevel.NOTHING,
    }).producer({
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
    });
    await stranger.connect();
    await stranger.send({
      topic: kafka.topic,
      messages: [{ key: binary, value: binary, headers: { binary, twice: ['first', 'last'], empty: '' } }],
    });
    await stranger.disconnect();
    const got: KafkaRecord[] = [];
    kafka.consume(async (batch) => {
      got.push(...batch.records);
      return throughLast(batch);
    });
    await eventually(() => got.length === 1, 'the record');
    expect(got[0]).toMatchObject({ key: binary, value: binary });
    expect(got[0]!.headers).toEqual({ binary, twice: Buffer.from('last'), empty: Buffer.alloc(0) });
  });

  it('are without the headers that have no value, which Kafka allows', async () => {
    const stranger = new Producer({ clientId: 'stranger', bootstrapBrokers: testBrokers() });
    const headers = new Map([
      [Buffer.from('nothing'), null as unknown as Buffer],
      [Buffer.from('something'), Buffer.from('x')],
    ]);
    await stranger.send({ messages: [{ topic: kafka.topic, key: Buffer.from('lead'), headers }] });
    await stranger.close();
    const got: KafkaRecord[] = [];
    kafka.consume(async (batch) => {
      got.push(...batch.records);
      return throughLast(batch);
    });
    await eventually(() => got.length === 1, 'the record');
    expect(got[0]!.headers).toEqual({ something: Buffer.from('x') });
  });

  it('come in bounded portions, however many wait', async () => {
    const value = Buffer.alloc(1_000, 'x');
    for (let from = 0; from < 20_000; from += 5_000) {
      await kafka.broker.produce(
        range(5_000).map((place) => ({
          topic: kafka.topic,
          key: Buffer.from(`lead-${(from + place) % 100}`),
          value,
          headers: { number: String(from + place) },
        })),
      );
    }
    let got = 0;
    let inHand = 0;
    let mostInHand = 0;
    kafka.consume(async (batch) => {
      inHand += batch.records.length;
      mostInHand = Math.max(mostInHand, inHand);
      await new Promise((resolve) => setImmediate(resolve));
      inHand -= batch.records.length;
      got += batch.records.length;
      return throughLast(batch);
    });
    await eventually(() => got === 20_000, 'all records');
    // A portion is a mebibyte of each partition, and Kafka's own batches are handed over whole.
    expect(mostInHand).toBeLessThan(3 * 2_000);
  });
});
