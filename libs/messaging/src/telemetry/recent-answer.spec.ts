import { RecentAnswer } from './recent-answer.js';

const HOUR = 3_600_000;

describe('RecentAnswer', () => {
  it('asks once for many who look at the same time, and again only when the answer is old', async () => {
    let asked = 0;
    const kept = new RecentAnswer(() => Promise.resolve(++asked), HOUR, HOUR);
    expect(await Promise.all([kept.read(), kept.read()])).toEqual([1, 1]);
    expect(await kept.read()).toBe(1);

    const fleeting = new RecentAnswer(() => Promise.resolve(++asked), 0, HOUR);
    expect([await fleeting.read(), await fleeting.read()]).toEqual([2, 3]);
  });

  it('does not wait for a server that is away, nor asks it a second time meanwhile', async () => {
    let asked = 0;
    let answer: (value: string) => void = () => {};
    const patient = new RecentAnswer(
      () => {
        asked++;
        return new Promise<string>((resolve) => (answer = resolve));
      },
      HOUR,
      1,
    );
    expect([await patient.read(), await patient.read()]).toEqual([null, null]);
    expect(asked).toBe(1);
    answer('back');
    expect(await patient.read()).toBe('back');
  });

  it('asks again after a failure', async () => {
    let asked = 0;
    const failing = new RecentAnswer(
      () => (++asked === 1 ? Promise.reject(new Error('away')) : Promise.resolve('here')),
      HOUR,
      HOUR,
    );
    expect([await failing.read(), await failing.read()]).toEqual([null, 'here']);
  });
});
