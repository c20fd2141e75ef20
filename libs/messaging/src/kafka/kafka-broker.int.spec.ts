import { randomUUID } from 'node:crypto';
import { createServer, connect, type Server, type Socket } from 'node:net';
import { eventually, testBrokers } from '@baton/testing';
import { gate, silent } from '../../test/fixture.js';
import type { BatchOutcome, Broker, Consumption, RecordBatch, Subscription } from './broker.js';
import { KafkaJsBroker } from './kafkajs/kafkajs-broker.js';
import { PlatformaticBroker } from './platformatic/platformatic-broker.js';

const adapters = { kafkajs: KafkaJsBroker, '@platformatic/kafka': PlatformaticBroker };

/** What any adapter of the port must do. */
describe.each(Object.entries(adapters))('the Kafka broker, by %s', (_name, Adapter) => {
  let broker: Broker;
  let topic: string;
  let group: string;
  const consumptions: Consumption[] = [];

  const newBroker = (brokers = testBrokers()) =>
    new Adapter({ clientId: 'test', brokers, logger: silent });
  const produce = (count: number, { from = 0, key = 'lead' } = {}) =>
    broker.produce(
      Array.from({ length: count }, (_, place) => ({
        topic,
        key: Buffer.from(key),
        value: Buffer.from(String(from + place)),
        headers: { number: String(from + place) },
      })),
    );
  const consume = (
    onBatch: (batch: RecordBatch) => Promise<BatchOutcome>,
    more: Partial<Subscription> = {},
    through = broker,
  ) => {
    const consumption = through.consume({
      group,
      topics: [topic],
      onBatch,
      onMembership: () => {},
      fetchEveryMs: 0,
      onFatal: () => {},
      ...more,
    });
    consumptions.push(consumption);
    return consumption;
  };
  const numbersOf = (batch: RecordBatch) =>
    batch.records.map((record) => Number(record.headers['number']!.toString()));
  const lastOf = (batch: RecordBatch) => ({ committedThrough: batch.records.at(-1)!.offset });
  const numbers = (count: number) => [...Array(count).keys()];
  const lag = async () => (await broker.admin.lag(group, [topic])).reduce((sum, one) => sum + one.lag, 0);

  beforeEach(async () => {
    const name = randomUUID().slice(0, 8);
    topic = `test.broker.${name}`;
    group = `test-${name}`;
    broker = newBroker();
    await broker.admin.ensureTopics([{ topic, partitions: 3, retentionMs: -1 }]);
  });
  afterEach(async () => {
    await Promise.all(consumptions.splice(0).map((consumption) => consumption.stop()));
    await broker.close();
  });

  it('carries keys, values and headers, in order for each key, to a group that begins with the oldest', async () => {
    await broker.admin.ensureTopics([{ topic, partitions: 3, retentionMs: -1 }]);
    await produce(1_500);
    await broker.produce([{ topic, key: null, value: null, headers: { number: '-1' } }]);
    const got: number[] = [];
    consume(async (batch) => {
      got.push(...numbersOf(batch));
      return lastOf(batch);
    });
    await eventually(() => got.length === 1_501, 'all records');
    expect(got.filter((number) => number >= 0)).toEqual(numbers(1_500));
  });

  it('chooses the same partition for a key as the other, so that one may take over from the other', async () => {
    const keys = Array.from({ length: 50 }, (_, place) => `lead-${place}`);
    const partitionOf = new Map<string, Set<number>>(keys.map((key) => [key, new Set()]));
    let read = 0;
    for (const Other of Object.values(adapters)) {
      const other = new Other({ clientId: 'test', brokers: testBrokers(), logger: silent });
      await other.produce(keys.map((key) => ({ topic, key: Buffer.from(key), value: Buffer.from('x'), headers: {} })));
      await other.close();
    }
    consume(async (batch) => {
      for (const { key } of batch.records) partitionOf.get(key!.toString())!.add(batch.partition);
      read += batch.records.length;
      return lastOf(batch);
    });
    await eventually(() => read === keys.length * 2, 'all records');
    expect([...partitionOf.values()].filter(({ size }) => size !== 1)).toEqual([]);
    expect(new Set([...partitionOf.values()].flatMap((of) => [...of])).size).toBe(3);
  });

  it('takes more at once than one Kafka batch may hold', async () => {
    const value = Buffer.alloc(100_000);
    const record = { topic, key: Buffer.from('lead'), value, headers: { number: '0' } };
    await broker.produce(Array.from({ length: 30 }, () => record));
    let got = 0;
    consume(async (batch) => {
      got += batch.records.length;
      return lastOf(batch);
    });
    await eventually(() => got === 30, 'all records');
  });

  it('goes on behind what was committed, and knows the lag', async () => {
    await produce(10);
    expect(await lag()).toBe(10);
    const first = consume(async (batch) => lastOf(batch));
    await eventually(async () => (await lag()) === 0, 'the group to catch up');
    await first.stop();
    await produce(5, { from: 10 });
    expect(await lag()).toBe(5);
    const got: number[] = [];
    consume(async (batch) => {
      got.push(...numbersOf(batch));
      return lastOf(batch);
    });
    await eventually(() => got.length === 5, 'the new records');
    expect(got).toEqual([10, 11, 12, 13, 14]);
  });

  it('lets a partition rest and reads it again from behind what has ended, while the others go on', async () => {
    await produce(4);
    const tries: number[][] = [];
    const others: number[] = [];
    let resting = -1;
    consume(async (batch) => {
      const got = numbersOf(batch);
      if (got.includes(0)) resting = batch.partition;
      if (batch.partition !== resting) {
        others.push(...got);
        return lastOf(batch);
      }
      tries.push(got);
      if (tries.length === 1) return { committedThrough: batch.records[1]!.offset, retryAfterMs: 1_000 };
      if (tries.length === 2) return { committedThrough: null, retryAfterMs: 50 };
      return lastOf(batch);
    });
    await eventually(() => tries.length === 1, 'the first try');
    // Keys that lie in the partitions beside it.
    for (let key = 0; key < 6; key++) await produce(1, { from: 100 + key, key: `other-${key}` });
    await eventually(() => others.length > 0, 'the other partitions');
    expect(tries).toHaveLength(1);
    await eventually(() => tries.length === 3, 'the rested partition');
    expect(tries[0]).toEqual([0, 1, 2, 3]);
    expect(tries[1]!.slice(0, 2)).toEqual([2, 3]);
    expect(tries[2]!.slice(0, 2)).toEqual([2, 3]);
    await eventually(async () => (await lag()) === 0, 'the commit');
  });

  it('stops only after the batch in work, whose end is committed', async () => {
    await produce(3);
    const working = gate();
    const goOn = gate();
    let seenInterruption = false;
    const consumption = consume(async (batch) => {
      working.open();
      await goOn.opened;
      seenInterruption = batch.interrupted();
      return lastOf(batch);
    });
    await working.opened;
    let stopped = false;
    const stopping = consumption.stop().then(() => (stopped = true));
    expect(stopped).toBe(false);
    goOn.open();
    await stopping;
    expect(seenInterruption).toBe(true);
    expect(await lag()).toBe(0);
  });

  it('leaves the group at once, also when it is stopped while it joins', async () => {
    // Moments from before the connection to behind the joining.
    for (const afterMs of [0, 5, 20, 40, 80]) {
      const consumption = consume(async (batch) => lastOf(batch));
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      await consumption.stop();
      await broker.admin.resetOffsets(group, [topic]);
    }
  });

  it('can be read again from the oldest record once the group is empty', async () => {
    await produce(6);
    const read = async () => {
      const got: number[] = [];
      const consumption = consume(async (batch) => {
        got.push(...numbersOf(batch));
        return lastOf(batch);
      });
      await eventually(() => got.length === 6, 'all records');
      return consumption;
    };
    const first = await read();
    await expect(broker.admin.resetOffsets(group, [topic])).rejects.toThrow();
    await first.stop();
    await broker.admin.resetOffsets(group, [topic]);
    expect(await lag()).toBe(6);
    await read();
  });

  it('tells when it has joined, and shares the partitions with a second member', async () => {
    const memberships: string[] = [];
    const joined = (name: string) => (is: boolean) => void (is && memberships.push(name));
    const readers = new Set<string>();
    const readAs = (name: string) => async (batch: RecordBatch) => {
      readers.add(name);
      return lastOf(batch);
    };
    consume(readAs('one'), { onMembership: joined('one') });
    await eventually(() => memberships.includes('one'), 'the first to join');
    consume(readAs('two'), { onMembership: joined('two') });
    await eventually(() => memberships.includes('two'), 'the second to join');
    await eventually(async () => {
      for (let key = 0; key < 9; key++) await produce(1, { key: `k-${key}` });
      return readers.size === 2;
    }, 'both to read');
  });

  it('reports a crash that no waiting would mend', async () => {
    await produce(1);
    let fatal: Error | null = null;
    consume(
      async () => {
        throw new TypeError('a bug in the consumer itself');
      },
      { onFatal: (error) => (fatal = error) },
    );
    await eventually(() => fatal !== null, 'the crash');
    expect(String(fatal)).toContain('a bug in the consumer itself');
  });

  it('waits for a broker that is away, and for one that goes away', async () => {
    const door = await openDoor();
    const away = newBroker([`127.0.0.1:${door.port}`]);
    const got: number[] = [];
    let fatal: Error | null = null;
    const memberships: boolean[] = [];
    consume(
      async (batch) => {
        got.push(...numbersOf(batch));
        return lastOf(batch);
      },
      { onFatal: (error) => (fatal = error), onMembership: (is) => void memberships.push(is) },
      away,
    );
    await produce(2);
    await eventually(() => memberships.includes(false), 'the first failure', 30_000);
    door.open();
    await eventually(() => got.length === 2, 'the records', 40_000);
    expect(fatal).toBeNull();
    door.close();
    await away.close();
  }, 90_000);
});

/** A closed door in front of Kafka's bootstrap address. */
async function openDoor(): Promise<{ port: number; open(): void; close(): void }> {
  const [host, port] = testBrokers()[0]!.split(':') as [string, string];
  let isOpen = false;
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    if (!isOpen) return void socket.destroy();
    const onward = connect(Number(port), host);
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    open: () => (isOpen = true),
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
