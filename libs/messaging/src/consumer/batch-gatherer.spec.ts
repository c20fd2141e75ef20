import type { RecordBatch } from '../kafka/broker.js';
import { gate } from '../../test/fixture.js';
import { BatchGatherer } from './batch-gatherer.js';

const batch = (partition: number): RecordBatch => ({
  topic: 'lead.created',
  partition,
  records: [],
  heartbeat: async () => {},
  interrupted: () => false,
});
const outcomeOf = ({ partition }: RecordBatch) => ({ committedThrough: String(partition) });

describe('batches that arrive', () => {
  it('together are settled together, and those that arrive meanwhile are the next', async () => {
    const settled: number[][] = [];
    const first = gate();
    const gatherer = new BatchGatherer(async (batches) => {
      settled.push(batches.map(({ partition }) => partition));
      if (settled.length === 1) {
        later.push(gatherer.take(batch(2)), gatherer.take(batch(3)));
        first.open();
      }
      return batches.map(outcomeOf);
    });
    const later: Promise<unknown>[] = [];

    const outcomes = await Promise.all([gatherer.take(batch(0)), gatherer.take(batch(1))]);
    await first.opened;
    expect(outcomes).toEqual([{ committedThrough: '0' }, { committedThrough: '1' }]);
    expect(await Promise.all(later)).toEqual([{ committedThrough: '2' }, { committedThrough: '3' }]);
    expect(settled).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it('after a settling that failed are settled all the same', async () => {
    let tries = 0;
    const gatherer = new BatchGatherer(async (batches) => {
      if (tries++ === 0) throw new Error('a bug');
      return batches.map(outcomeOf);
    });
    const both = await Promise.allSettled([gatherer.take(batch(0)), gatherer.take(batch(1))]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await gatherer.take(batch(4))).toEqual({ committedThrough: '4' });
  });
});
