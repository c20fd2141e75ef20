import { jest } from '@jest/globals';
import { gate } from '../../test/fixture.js';
import { withHeartbeats } from './with-heartbeats.js';

describe('work that takes long', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  const batch = () => {
    let beats = 0;
    return { heartbeat: async () => void beats++, beats: () => beats };
  };

  it('keeps its place in the group for half a minute, and then no longer', async () => {
    const slow = gate();
    const kept = batch();
    const working = withHeartbeats(kept, slow.opened);
    await jest.advanceTimersByTimeAsync(20_000);
    expect(kept.beats()).toBe(10);
    await jest.advanceTimersByTimeAsync(600_000);
    expect(kept.beats()).toBe(15);
    slow.open();
    await working;
  });

  it('does not beat any more once it has ended, well or badly', async () => {
    const ended = batch();
    await withHeartbeats(ended, Promise.resolve());
    await expect(withHeartbeats(ended, Promise.reject(new Error('no')))).rejects.toThrow('no');
    await jest.advanceTimersByTimeAsync(60_000);
    expect(ended.beats()).toBe(0);
  });
});
