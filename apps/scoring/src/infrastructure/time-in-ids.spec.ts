import { v7 as newId } from 'uuid';
import { earliestId, madeAt } from './time-in-ids.js';

describe('an id', () => {
  const at = new Date('2026-03-02T09:30:00.123Z');
  it('says when it was made', () => {
    expect(madeAt(newId({ msecs: at.getTime() }))).toEqual(at);
  });

  it('comes after all that were made before, and not before any of its own time', () => {
    const first = earliestId(at);
    expect(first > newId({ msecs: at.getTime() - 1 })).toBe(true);
    for (let times = 0; times < 100; times += 1) expect(first <= newId({ msecs: at.getTime() })).toBe(true);
  });
});
