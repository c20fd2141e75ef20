import type { ActivityRule, Counting } from '../api/points-tables.js';
import { count, counted } from '../words/numbers.js';

export const countingWords: Readonly<Record<Counting, string>> = {
  once: 'once',
  everyTime: 'every time',
  oncePerContent: 'once for each piece of content',
};

export type Limits = Pick<ActivityRule, 'counts' | 'atMostPerDay' | 'atMostPoints' | 'halfLifeDays'>;

export function limitsOf({ id: _id, says: _says, when: _when, points: _points, ...limits }: ActivityRule): Limits {
  return limits;
}

/** E.g. `every time, at most twice a day, 30 points in all, halves every 14 days`. */
export function limitsInWords({ counts, atMostPerDay, atMostPoints, halfLifeDays }: Limits): string {
  return [
    countingWords[counts],
    atMostPerDay !== undefined && `at most ${counted(atMostPerDay, 'time')} a day`,
    atMostPoints !== undefined && `at most ${counted(atMostPoints, 'point')} in all`,
    halfLifeDays !== undefined &&
      (halfLifeDays === 1 ? 'halves every day' : `halves every ${count(halfLifeDays)} days`),
  ]
    .filter(Boolean)
    .join(', ');
}
