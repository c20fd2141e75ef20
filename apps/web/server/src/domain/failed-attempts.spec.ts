import { FailedAttempts } from './failed-attempts.js';

const at = (seconds: number) => new Date(1_000_000 + seconds * 1000);

describe('failed attempts', () => {
  it('makes a key wait for the rest of the window, and no other key', () => {
    const attempts = new FailedAttempts(2, 60_000);
    attempts.failed('maya', at(0));
    expect(attempts.secondsToWait('maya', at(1))).toBe(0);
    attempts.failed('maya', at(10));
    expect(attempts.secondsToWait('maya', at(20))).toBe(40);
    expect(attempts.secondsToWait('jonas', at(20))).toBe(0);
    expect(attempts.secondsToWait('maya', at(60))).toBe(0);
  });

  it('begins anew after a success', () => {
    const attempts = new FailedAttempts(1, 60_000);
    attempts.failed('maya', at(0));
    attempts.forget('maya');
    expect(attempts.secondsToWait('maya', at(1))).toBe(0);
  });

  it('remembers a bounded number of keys', () => {
    const attempts = new FailedAttempts(1, 60_000);
    for (let key = 0; key <= 10_000; key += 1) attempts.failed(String(key), at(0));
    expect(attempts.secondsToWait('0', at(1))).toBe(0);
    expect(attempts.secondsToWait('1', at(1))).toBe(59);
  });
});
