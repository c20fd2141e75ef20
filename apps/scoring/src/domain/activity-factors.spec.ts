import fc from 'fast-check';
import { activityFactors } from './activity-factors.js';
import type { ActivityRule } from './points-table.js';
import type { Touch } from './touch.js';

const at = '2026-03-15T12:00:00.000Z';
const rule: ActivityRule = {
  id: 'views',
  says: 'looked at a page',
  when: { field: 'kind', op: 'is', value: 'page-view' },
  points: 4,
  counts: 'everyTime',
};
let made = 0;
const view = (day: string, content?: string, kind = 'page-view'): Touch => ({
  touchId: `touch-${made++}`,
  at: `${day}T09:00:00.000Z`,
  kind,
  ...(content !== undefined && { content }),
});
const pointsFor = (changes: Partial<ActivityRule>, touches: readonly Touch[]) =>
  activityFactors([{ ...rule, ...changes }], touches, at)[0]?.points;

const week = [view('2026-03-14', 'a'), view('2026-03-14', 'a'), view('2026-03-14', 'b'), view('2026-03-15', 'a'), view('2026-03-15', 'c', 'download')];

describe('points for what a person did', () => {
  it('count every act, one, or one for each content', () => {
    expect(activityFactors([rule], week, at)).toEqual([
      { rule: 'views', says: 'looked at a page (4 times)', points: 16, dimension: 'engagement' },
    ]);
    expect(activityFactors([{ ...rule, counts: 'once' }], week, at)[0]).toMatchObject({ says: 'looked at a page', points: 4 });
    expect(pointsFor({ counts: 'oncePerContent' }, week)).toBe(8);
  });

  it('are capped for a day and altogether', () => {
    expect(pointsFor({ atMostPerDay: 1 }, week)).toBe(8);
    expect(pointsFor({ atMostPerDay: 2 }, week)).toBe(12);
    expect(pointsFor({ atMostPoints: 10 }, week)).toBe(10);
    expect(pointsFor({ points: -4, atMostPoints: 10 }, week)).toBe(-10);
  });

  it('are worth half after the half-life, and no more than whole for an act of tomorrow', () => {
    expect(pointsFor({ halfLifeDays: 7 }, [view('2026-03-08')])).toBeCloseTo(2, 1);
    expect(pointsFor({ halfLifeDays: 7 }, [view('2026-03-16')])).toBe(4);
    expect(pointsFor({ halfLifeDays: 1 }, [view('2025-01-01')])).toBeUndefined();
  });

  it('may ask for channel, campaign and content', () => {
    const when = { field: 'content', op: 'is', value: 'c' } as const;
    expect(pointsFor({ when }, week)).toBe(4);
    expect(activityFactors([{ ...rule, when: { field: 'campaign', op: 'present' } }], week, at)).toEqual([]);
  });

  it('do not depend on the order in which acts became known', () => {
    const touches = [...week, view('2026-03-10', 'a'), view('2026-03-10', 'd')];
    fc.assert(
      fc.property(fc.shuffledSubarray(touches, { minLength: touches.length }), fc.constantFrom('once', 'everyTime', 'oncePerContent'), (shuffled, counts) => {
        const rules = [{ ...rule, counts, halfLifeDays: 5, atMostPerDay: 2 } as const];
        expect(activityFactors(rules, shuffled, at)).toEqual(activityFactors(rules, touches, at));
      }),
    );
  });
});
