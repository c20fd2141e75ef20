import { durationInWords, shortDuration } from './durations.js';
import { momentInWords } from './moments.js';

const now = new Date('2026-03-02T09:20:00.000Z');
const said = (instant: string, timeZone = 'UTC') =>
  momentInWords(new Date(instant), now, { locale: 'en-GB', timeZone });

describe('a moment in words', () => {
  it.each([
    ['2026-03-02T11:30:00.000Z', 'today 11:30'],
    ['2026-03-03T00:05:00.000Z', 'Tue 00:05'],
    ['2026-03-01T23:59:00.000Z', 'Sun 23:59'],
    ['2026-03-09T11:30:00.000Z', 'Mon 9 Mar, 11:30'],
  ])('%s is %s', (instant, words) => {
    expect(said(instant)).toBe(words);
  });

  it('counts days where the viewer is', () => {
    expect(said('2026-03-02T23:30:00.000Z', 'Europe/Oslo')).toBe('Tue 00:30');
  });
});

describe('a duration in words', () => {
  it.each([
    [20_000, 'less than a minute'],
    [59 * 60_000, '59 min'],
    [60 * 60_000, '1 h'],
    [130 * 60_000, '2 h 10 min'],
    [24 * 3_600_000, '1 day'],
    [51 * 3_600_000, '2 days 3 h'],
    [-130 * 60_000, '2 h 10 min'],
  ])('%d ms is %s', (ms, words) => {
    expect(durationInWords(ms)).toBe(words);
  });

  it('is finer for machines', () => {
    expect([40, 3_240, 130 * 60_000].map(shortDuration)).toEqual(['40 ms', '3.2 s', '2 h 10 min']);
  });
});
