import { sameHoursBefore, silenceOf } from './silence.js';

const at = (text: string) => new Date(`2026-03-${text}:00Z`);
const MONDAY = at('09T08:00');

describe('the silence of a source', () => {
  it('is held against the same hours of the weeks before', () => {
    expect(sameHoursBefore(MONDAY, at('09T10:00'))[0]).toEqual({ from: at('02T08:00'), to: at('02T10:00') });
    expect(sameHoursBefore(MONDAY, at('09T10:00'))).toHaveLength(4);
  });

  it('is none where it is short, and is the rule after a week', () => {
    expect(sameHoursBefore(MONDAY, at('09T08:59'))).toEqual([]);
    expect(sameHoursBefore(MONDAY, at('17T08:00'))).toEqual([]);
  });

  it('is out of the ordinary where every week something came in these hours', () => {
    expect(silenceOf(MONDAY, [12, 3, 7, 9])).toEqual({ since: MONDAY, usually: 9 });
    expect(silenceOf(MONDAY, [12, 5, null, null])).toEqual({ since: MONDAY, usually: 12 });
  });

  it.each([
    ['one week was as quiet', [12, 2, 7, 9]],
    ['nights are always quiet', [0, 0, 0, 0]],
    ['it is too new to say', [12, null, null, null]],
    ['nothing is known', []],
  ])('is not, where %s', (_why, counts) => expect(silenceOf(MONDAY, counts)).toBeNull());
});
