import { eventually, startKafkaProxy, type TcpProxy, testBrokers } from '@baton/testing';
import { adapters, KafkaFixture, range } from '../../test/kafka-fixture.js';
import type { Broker, RecordToProduce } from './broker.js';

/** What any adapter of the port does while Kafka is out of reach, and afterwards. */
describe.each(adapters)('an outage, by %s', (_name, Adapter) => {
  const kafka = new KafkaFixture(Adapter);
  let proxy: TcpProxy;
  let away: Broker;

  beforeEach(async () => {
    proxy = await startKafkaProxy(testBrokers()[0]!);
    away = kafka.newBroker([proxy.address]);
  });
  afterEach(async () => {
    await proxy.heal();
    await proxy.stop();
  });

  const collectThroughProxy = () => {
    const memberships: boolean[] = [];
    const fatal: Error[] = [];
    const { got, consumption } = kafka.collect(
      { onFatal: (error) => void fatal.push(error), onMembership: (is) => void memberships.push(is) },
      away,
    );
    return { got, consumption, memberships, fatal };
  };
  /** As the relay does, which may send some of them twice. */
  const sendUntilSent = async (records: readonly RecordToProduce[]) => {
    for (;;) {
      try {
        return await away.produce(records);
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
  };
  const distinct = (numbers: readonly number[]) => [...new Set(numbers)].sort((a, b) => a - b);

  it('before the first connection is waited for', async () => {
    await proxy.refuse();
    const { got, memberships, fatal } = collectThroughProxy();
    await kafka.produce(2);
    await eventually(() => memberships.includes(false), 'the first failure', 30_000);
    await proxy.heal();
    await eventually(() => got.length === 2, 'the records', 40_000);
    expect(fatal).toEqual([]);
  }, 90_000);

  it.each([
    ['that refuses connections', (): Promise<void> => proxy.refuse()],
    ['that lets them hang', (): void => proxy.freeze()],
  ])(
    '%s is survived: another member takes over, nothing is lost, and sending goes on',
    async (_kind, strike) => {
      const { got, fatal } = collectThroughProxy();
      await away.produce(kafka.records(3));
      await eventually(() => got.length === 3, 'the records before');

      await strike();
      const sent = sendUntilSent(kafka.records(3, { from: 3 }));
      await kafka.produce(3, { from: 6 });
      const other = kafka.collect();
      await eventually(() => other.got.length >= 3, 'another member to take over', 40_000);
      await other.consumption.stop();
      await kafka.produce(3, { from: 9 });
      await proxy.heal();

      await sent;
      const all = () => distinct([...got, ...other.got]);
      await eventually(() => all().length === 12, 'the records during and after', 80_000);
      expect(all()).toEqual(range(12));
      expect(got).toEqual(expect.arrayContaining([9, 10, 11]));
      expect(fatal).toEqual([]);
    },
    150_000,
  );

  it('that cuts connections again and again is survived', async () => {
    const { got, fatal } = collectThroughProxy();
    for (let from = 0; from < 30; from += 3) {
      proxy.cut();
      await sendUntilSent(kafka.records(3, { from }));
    }
    await eventually(() => distinct(got).length === 30, 'all records', 60_000);
    expect(distinct(got)).toEqual(range(30));
    expect(fatal).toEqual([]);
  }, 90_000);

  it('does not keep a consumer from stopping', async () => {
    const { got, consumption } = collectThroughProxy();
    await away.produce(kafka.records(1));
    await eventually(() => got.length === 1, 'the record');
    await proxy.refuse();
    const startedAt = performance.now();
    await consumption.stop();
    expect(performance.now() - startedAt).toBeLessThan(20_000);
  }, 60_000);
});
