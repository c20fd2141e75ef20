import { setTimeout as pause } from 'node:timers/promises';
import { gate } from '../test/fixture.js';
import { DueWork } from './due-work.js';

const FAR = 3_600_000;

describe('DueWork', () => {
  it('runs again at once while there was work, then rests until it is woken', async () => {
    const left = [3, 2, 0, 1, 0];
    const rested = gate();
    const woken = gate();
    let runs = 0;
    const work = new DueWork({
      name: 'test',
      pollMs: FAR,
      run: async () => {
        runs++;
        if (runs === 3) rested.open();
        if (runs === 5) woken.open();
        return left[runs - 1] ?? 0;
      },
    });
    work.start();
    await rested.opened;
    work.wake();
    await woken.opened;
    await work.stop();
    expect(runs).toBe(5);
  });

  it('does not lose a wake that comes while it runs', async () => {
    const begun = gate();
    const goOn = gate();
    const again = gate();
    let runs = 0;
    const work = new DueWork({
      name: 'test',
      pollMs: FAR,
      run: async () => {
        if (++runs === 2) again.open();
        begun.open();
        await goOn.opened;
        return 0;
      },
    });
    work.start();
    await begun.opened;
    work.wake();
    goOn.open();
    await again.opened;
    await work.stop();
  });

  it('rests after a run for as long as it is told, though more is due', async () => {
    const ends: number[] = [];
    const starts: number[] = [];
    const third = gate();
    const work = new DueWork({
      name: 'test',
      pollMs: FAR,
      restMs: () => 40,
      run: async () => {
        starts.push(performance.now());
        if (starts.length === 3) third.open();
        ends.push(performance.now());
        return 1;
      },
    });
    work.start();
    await third.opened;
    await work.stop();
    expect(starts[1]! - ends[0]!).toBeGreaterThanOrEqual(39);
    expect(starts[2]! - ends[1]!).toBeGreaterThanOrEqual(39);
  });

  it('ends a long rest as soon as nobody is in the way any more', async () => {
    const again = gate();
    let inTheWay = true;
    let runs = 0;
    const work = new DueWork({
      name: 'test',
      pollMs: FAR,
      restMs: () => (inTheWay ? FAR : 0),
      run: async () => {
        if (++runs === 2) again.open();
        return 1;
      },
    });
    work.start();
    await pause(20);
    expect(runs).toBe(1);
    inTheWay = false;
    await again.opened;
    await work.stop();
  });

  it('logs a failure and goes on', async () => {
    const errors: object[] = [];
    const again = gate();
    let runs = 0;
    const work = new DueWork({
      name: 'test',
      pollMs: FAR,
      logger: { debug() {}, info() {}, warn() {}, error: (fields) => void errors.push(fields) },
      run: async () => {
        if (++runs === 1) throw new Error('once');
        again.open();
        return 0;
      },
    });
    work.start();
    await again.opened;
    await work.stop();
    expect(errors).toMatchObject([{ work: 'test' }]);
  });

  it('stops only when the run that is under way has finished', async () => {
    const begun = gate();
    const goOn = gate();
    let finished = false;
    const work = new DueWork({
      name: 'test',
      pollMs: FAR,
      run: async () => {
        begun.open();
        await goOn.opened;
        finished = true;
        return 1;
      },
    });
    work.start();
    await begun.opened;
    const stopped = work.stop();
    goOn.open();
    await stopped;
    expect(finished).toBe(true);
  });

  it('lets what falls due within its least time be done by one run', async () => {
    const starts: number[] = [];
    const thrice = gate();
    const work = new DueWork({
      name: 'test',
      pollMs: FAR,
      everyMs: 40,
      run: async () => {
        if (starts.push(performance.now()) === 3) thrice.open();
        return 1;
      },
    });
    work.start();
    await thrice.opened;
    await work.stop();
    // Timers may fire a little early.
    expect(starts[2]! - starts[0]!).toBeGreaterThanOrEqual(75);
  });
});
