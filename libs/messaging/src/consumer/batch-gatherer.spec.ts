import { eventually } from '@baton/testing';
import type { RecordBatch } from '../kafka/broker.js';
import { gate } from '../../test/fixture.js';
import { BatchGatherer } from './batch-gatherer.js';

const TOGETHER = 10;
const batch = (partition: number, records = 1): RecordBatch => ({
  topic: 'lead.created',
  partition,
  records: Array.from({ length: records }, (_, offset) => ({ offset: String(offset), key: null, value: null, headers: {} })),
  heartbeat: async () => {},
  interrupted: () => false,
});
const outcomeOf = ({ partition }: RecordBatch) => ({ committedThrough: String(partition) });
const partitionsOf = (batches: readonly RecordBatch[]) => batches.map(({ partition }) => partition);

describe('batches that arrive', () => {
  it('together are settled together, and those that arrive meanwhile are the next', async () => {
    const settled: number[][] = [];
    const later: Promise<unknown>[] = [];
    const gatherer = new BatchGatherer(TOGETHER, async (batches) => {
      settled.push(partitionsOf(batches));
      if (settled.length === 1) {
        later.push(gatherer.take(batch(2)), gatherer.take(batch(3)));
        await new Promise((resolve) => setImmediate(resolve));
        expect(settled).toEqual([[0, 1]]);
      }
      return batches.map(outcomeOf);
    });

    const outcomes = await Promise.all([gatherer.take(batch(0)), gatherer.take(batch(1))]);
    expect(outcomes).toEqual([{ committedThrough: '0' }, { committedThrough: '1' }]);
    expect(await Promise.all(later)).toEqual([{ committedThrough: '2' }, { committedThrough: '3' }]);
    expect(settled).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it('with more than one settling takes are settled two at a time, each whole', async () => {
    const settled: number[][] = [];
    const gates: ReturnType<typeof gate>[] = [];
    const gatherer = new BatchGatherer(TOGETHER, async (batches) => {
      settled.push(partitionsOf(batches));
      const end = gate();
      gates.push(end);
      await end.opened;
      return batches.map(outcomeOf);
    });
    const all = [6, 4, 25, 3, 2].map((records, partition) => gatherer.take(batch(partition, records)));

    const begun = (count: number) => eventually(() => settled.length === count, `${count} settlings`);
    await begun(2);
    expect(settled).toEqual([[0, 1], [2]]);
    gates[0]!.open();
    await all[0];
    // What is left fills no settling, so it waits for the other to end.
    expect(settled).toHaveLength(2);
    gates[1]!.open();
    await begun(3);
    expect(settled[2]).toEqual([3, 4]);
    gates[2]!.open();
    expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4].map((number) => ({ committedThrough: String(number) })));
  });

  it('after a settling that failed are settled all the same', async () => {
    let tries = 0;
    const gatherer = new BatchGatherer(TOGETHER, async (batches) => {
      if (tries++ === 0) throw new Error('a bug');
      return batches.map(outcomeOf);
    });
    const both = await Promise.allSettled([gatherer.take(batch(0)), gatherer.take(batch(1))]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await gatherer.take(batch(4))).toEqual({ committedThrough: '4' });
  });
});
