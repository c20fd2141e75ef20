import { gate } from '../../test/fixture.js';
import { OffsetCommitter, type OffsetsToCommit } from './offset-committer.js';

const topic = (name: string, ...offsets: [number, string][]) => ({
  topic: name,
  partitions: offsets.map(([partition, offset]) => ({ partition, offset })),
});

describe('committing offsets', () => {
  let sent: OffsetsToCommit[];
  let committer: OffsetCommitter;
  beforeEach(() => {
    sent = [];
    committer = new OffsetCommitter();
  });
  const send = async (offsets: OffsetsToCommit) => void sent.push(offsets);

  it('happens by itself', async () => {
    const committed = gate();
    committer.commit('a', 0, '5', async () => committed.open());
    await committed.opened;
  });

  it('sends what is due at once, the last offset of each partition', async () => {
    committer.commit('a', 0, '5', send);
    committer.commit('a', 1, '7', send);
    committer.commit('b', 0, '1', send);
    committer.commit('a', 0, '9', send);
    await committer.flush();
    expect(sent).toEqual([{ topics: [topic('a', [0, '9'], [1, '7']), topic('b', [0, '1'])] }]);
  });

  it('sends what becomes due while a commit is under way with the next, and a flush waits for both', async () => {
    const sending = gate();
    const busy = gate();
    const slowly = async (offsets: OffsetsToCommit) => {
      sent.push(offsets);
      sending.open();
      await busy.opened;
    };
    committer.commit('a', 0, '5', slowly);
    const flushed = committer.flush();
    await sending.opened;
    committer.commit('a', 0, '6', send);
    busy.open();
    await flushed;
    expect(sent).toEqual([{ topics: [topic('a', [0, '5'])] }, { topics: [topic('a', [0, '6'])] }]);
  });

  it('is tried again after a failure, unless more is due by then', async () => {
    const failing = gate();
    const committed = gate();
    const fail = async () => {
      failing.open();
      throw new Error('the coordinator has moved');
    };
    committer.commit('a', 0, '5', fail);
    committer.commit('b', 3, '2', fail);
    await failing.opened;
    committer.commit('a', 0, '6', async (offsets) => {
      sent.push(offsets);
      committed.open();
    });
    await committed.opened;
    expect(sent).toEqual([{ topics: [topic('a', [0, '6']), topic('b', [3, '2'])] }]);
  });

  it('is given up when a last try fails', async () => {
    const refused: unknown[] = [];
    committer = new OffsetCommitter((error) => void refused.push(error));
    committer.commit('a', 0, '5', () => Promise.reject(new Error('the broker is away')));
    await committer.flush();
    expect(refused).toHaveLength(1);
  });

  it('leaves out what is not ours any more', async () => {
    committer.commit('a', 0, '5', send);
    committer.forget();
    await committer.flush();
    expect(sent).toEqual([]);
  });
});
