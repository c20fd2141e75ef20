import type { OffsetsByTopicPartition } from 'kafkajs';
import { gate } from '../../../test/fixture.js';
import { OffsetCommitter } from './offset-committer.js';

const topic = (name: string, ...offsets: [number, string][]) => ({
  topic: name,
  partitions: offsets.map(([partition, offset]) => ({ partition, offset })),
});

describe('committing offsets', () => {
  it('sends those of one moment at once, and what becomes due meanwhile with the next', async () => {
    const sent: OffsetsByTopicPartition[] = [];
    const busy = gate();
    const sending = gate();
    const send = async (offsets: OffsetsByTopicPartition) => {
      sent.push(offsets);
      if (sent.length > 1) return;
      sending.open();
      await busy.opened;
    };
    const committer = new OffsetCommitter();
    const all = [committer.commit('a', 0, '5', send), committer.commit('a', 1, '7', send), committer.commit('b', 0, '1', send)];
    await sending.opened;
    all.push(committer.commit('a', 0, '6', send), committer.commit('a', 0, '9', send));
    busy.open();
    await Promise.all(all);
    expect(sent).toEqual([
      { topics: [topic('a', [0, '5'], [1, '7']), topic('b', [0, '1'])] },
      { topics: [topic('a', [0, '9'])] },
    ]);
  });

  it('goes on after a commit that failed', async () => {
    const committer = new OffsetCommitter();
    await committer.commit('a', 0, '5', () => Promise.reject(new Error('the group is being dealt out anew')));
    const send = async (offsets: OffsetsByTopicPartition) => void sent.push(offsets);
    const sent: OffsetsByTopicPartition[] = [];
    await committer.commit('a', 0, '6', send);
    expect(sent).toEqual([{ topics: [topic('a', [0, '6'])] }]);
  });
});
