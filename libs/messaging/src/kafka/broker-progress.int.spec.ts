import { eventually } from '@baton/testing';
import { gate } from '../../test/fixture.js';
import { adapters, KafkaFixture, numbersOf, throughLast } from '../../test/kafka-fixture.js';

/** How any adapter of the port gets on in a group's partitions. */
describe.each(adapters)('a group gets on, by %s', (_name, Adapter) => {
  const kafka = new KafkaFixture(Adapter);

  it('from behind what was committed, and its lag is known', async () => {
    await kafka.produce(10);
    expect(await kafka.lag()).toBe(10);
    const { consumption } = kafka.collect();
    await eventually(async () => (await kafka.lag()) === 0, 'the group to catch up');
    await consumption.stop();
    await kafka.produce(5, { from: 10 });
    expect(await kafka.lag()).toBe(5);
    const { got } = kafka.collect();
    await eventually(() => got.length === 5, 'the new records');
    expect(got).toEqual([10, 11, 12, 13, 14]);
  });

  it('in the other partitions while one rests, and there again from behind what has ended', async () => {
    await kafka.produce(4);
    const tries: number[][] = [];
    const others: number[] = [];
    let resting = -1;
    kafka.consume(async (batch) => {
      const got = numbersOf(batch);
      if (got.includes(0)) resting = batch.partition;
      if (batch.partition !== resting) {
        others.push(...got);
        return throughLast(batch);
      }
      tries.push(got);
      if (tries.length === 1) return { committedThrough: batch.records[1]!.offset, retryAfterMs: 1_000 };
      if (tries.length === 2) return { committedThrough: null, retryAfterMs: 50 };
      return throughLast(batch);
    });
    await eventually(() => tries.length === 1, 'the first try');
    // Keys that lie in the partitions beside it.
    for (let key = 0; key < 6; key++) await kafka.produce(1, { from: 100 + key, key: `other-${key}` });
    await eventually(() => others.length > 0, 'the other partitions');
    expect(tries).toHaveLength(1);
    await eventually(() => tries.length === 3, 'the rested partition');
    expect(tries[0]).toEqual([0, 1, 2, 3]);
    expect(tries[1]!.slice(0, 2)).toEqual([2, 3]);
    expect(tries[2]!.slice(0, 2)).toEqual([2, 3]);
    await eventually(async () => (await kafka.lag()) === 0, 'the commit');
  });

  it('to the end of the batch in work when it is stopped, and commits that', async () => {
    await kafka.produce(3);
    const working = gate();
    const goOn = gate();
    let seenInterruption = false;
    const consumption = kafka.consume(async (batch) => {
      working.open();
      await goOn.opened;
      seenInterruption = batch.interrupted();
      return throughLast(batch);
    });
    await working.opened;
    let stopped = false;
    const stopping = consumption.stop().then(() => (stopped = true));
    expect(stopped).toBe(false);
    goOn.open();
    await stopping;
    expect(seenInterruption).toBe(true);
    expect(await kafka.lag()).toBe(0);
  });

  it('from the oldest record again, once it was empty and its offsets were reset', async () => {
    await kafka.produce(6);
    const first = kafka.collect();
    await eventually(() => first.got.length === 6, 'all records');
    await expect(kafka.broker.admin.resetOffsets(kafka.group, [kafka.topic])).rejects.toThrow('members');
    await first.consumption.stop();
    await kafka.broker.admin.resetOffsets(kafka.group, [kafka.topic]);
    expect(await kafka.lag()).toBe(6);
    const { got } = kafka.collect();
    await eventually(() => got.length === 6, 'all records again');
  });

  it('no more after a crash that no waiting would mend, which is told', async () => {
    await kafka.produce(1);
    let fatal: Error | null = null;
    kafka.consume(
      async () => {
        throw new TypeError('a bug in the consumer itself');
      },
      { onFatal: (error) => (fatal = error) },
    );
    await eventually(() => fatal !== null, 'the crash');
    expect(String(fatal)).toContain('a bug in the consumer itself');
  });
});
