import { isoWeekOf } from './iso-week.js';

it.each([
  ['2026-03-02', '2026-W10'],
  ['2025-12-29', '2026-W01'],
  ['2026-12-28', '2026-W53'],
  ['2027-01-03', '2026-W53'],
])('%s lies in %s', (day, week) => {
  expect(isoWeekOf(day)).toBe(week);
});
