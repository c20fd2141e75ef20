import { eventually } from '@baton/testing';
import { gate } from '../../test/fixture.js';
import { adapters, KafkaFixture, numbersOf, range, throughLast } from '../../test/kafka-fixture.js';
import type { RecordBatch } from './broker.js';

/** How any adapter of the port behaves among the members of a group. */
describe.each(adapters)('members of a group, by %s', (_name, Adapter) => {
  const kafka = new KafkaFixture(Adapter);
  const keys = range(12).map((place) => `lead-${place}`);
  const produceToAll = async (from: number) => {
    for (const [place, key] of keys.entries()) await kafka.produce(1, { from: from + place, key });
  };

  it('tell when they have joined, share the partitions, and go on where the others were', async () => {
    const memberships: string[] = [];
    const readers = new Map<number, string[]>();
    const join = (name: string) =>
      kafka.consume(
        async (batch) => {
          for (const number of numbersOf(batch)) readers.set(number, [...(readers.get(number) ?? []), name]);
          return throughLast(batch);
        },
        { onMembership: (is) => void (is && memberships.push(name)) },
      );
    join('one');
    await produceToAll(0);
    await eventually(
      async () => readers.size === keys.length && (await kafka.lag()) === 0,
      'the first member to read all',
    );
    const before = memberships.length;
    join('two');
    await eventually(
      () => memberships.slice(before).includes('one') && memberships.includes('two'),
      'both to join',
    );
    await produceToAll(100);
    await eventually(() => readers.size === keys.length * 2, 'all to be read');
    expect(new Set([...readers.values()].flat())).toEqual(new Set(['one', 'two']));
    // Nobody began again with the oldest: what was committed is known to whoever gets the partition.
    expect([...readers.values()].filter((names) => names.length > 1)).toEqual([]);
  });

  it('learn in the middle of a batch that its partition may be another’s now, and lose nothing by it', async () => {
    const working = gate();
    const goOn = gate();
    let ofFirst: RecordBatch | null = null;
    const handled = new Map<number, number>();
    const handle = (batch: RecordBatch) => {
      for (const number of numbersOf(batch)) handled.set(number, (handled.get(number) ?? 0) + 1);
      return throughLast(batch);
    };
    await produceToAll(0);
    kafka.consume(async (batch) => {
      if (ofFirst !== null) return handle(batch);
      ofFirst = batch;
      working.open();
      await goOn.opened;
      // As a settler does between two transactions: nothing has ended yet, and somebody else may go on.
      if (batch.interrupted()) return { committedThrough: null };
      return handle(batch);
    });
    await working.opened;
    kafka.consume(async (batch) => handle(batch));
    await eventually(async () => {
      await ofFirst!.heartbeat();
      return ofFirst!.interrupted();
    }, 'the first member to learn of the second');
    goOn.open();
    await eventually(() => handled.size === keys.length, 'all to be handled');
    await eventually(async () => (await kafka.lag()) === 0, 'all to be committed');
  });

  it('lose their partitions to another once they give no sign of life', async () => {
    const hanging = gate();
    const goOn = gate();
    await kafka.produce(3);
    kafka.consume(async (batch) => {
      hanging.open();
      await goOn.opened;
      return throughLast(batch);
    });
    await hanging.opened;
    const { got } = kafka.collect({}, kafka.newBroker());
    await eventually(() => got.length === 3, 'the other to read', 40_000);
    goOn.open();
    expect(got).toEqual([0, 1, 2]);
  }, 60_000);

  it('keep their partitions while long work gives signs of life', async () => {
    await kafka.produce(3);
    const memberships: boolean[] = [];
    const tries: number[][] = [];
    kafka.consume(
      async (batch) => {
        tries.push(numbersOf(batch));
        // Longer than a session lasts without them.
        for (let second = 0; second < 13; second++) {
          await new Promise((resolve) => setTimeout(resolve, 1_000));
          await batch.heartbeat();
        }
        return throughLast(batch);
      },
      { onMembership: (is) => void memberships.push(is) },
    );
    await eventually(async () => (await kafka.lag()) === 0, 'the commit', 40_000);
    expect(tries).toEqual([[0, 1, 2]]);
    expect(memberships).toEqual([true]);
  }, 60_000);

  it('leave at once, also when they are stopped while they join', async () => {
    // Moments from before the connection to behind the joining.
    for (const afterMs of [0, 5, 20, 40, 80]) {
      const { consumption } = kafka.collect();
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      await consumption.stop();
      await kafka.broker.admin.resetOffsets(kafka.group, [kafka.topic]);
    }
  });
});
