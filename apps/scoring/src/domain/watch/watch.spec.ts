import { seeded } from '@baton/evidence';
import { watchCalibration } from './calibration.js';
import { watchMissingFeatures } from './missing-feature.js';
import { stabilityIndex, watchScoreDistribution } from './score-distribution.js';
import { watchShareSent } from './share-sent.js';

const random = seeded(11);
const scores = (count: number, mean: number) => Array.from({ length: count }, () => Math.round(mean + (random() + random() + random() - 1.5) * 40));

describe('the share that is sent', () => {
  it('is worth a word where it is beyond chance and matters', () => {
    expect(watchShareSent({ leads: 400, sent: 290 }, 0.5)).toMatchObject([
      { kind: 'share-sent', says: 'Sales got 73 % of last week’s 400 leads, 50 % were meant' },
    ]);
    expect(watchShareSent({ leads: 400, sent: 60 }, 0.5)).toHaveLength(1);
    expect(watchShareSent({ leads: 400, sent: 225 }, 0.5)).toEqual([]);
    expect(watchShareSent({ leads: 100_000, sent: 52_000 }, 0.5)).toEqual([]);
    expect(watchShareSent({ leads: 99, sent: 99 }, 0.5)).toEqual([]);
  });
});

describe('the distribution of scores', () => {
  it('is worth a word where it is that of another kind of leads', () => {
    const then = scores(500, 30);
    expect(watchScoreDistribution(then, scores(500, 30))).toEqual([]);
    expect(watchScoreDistribution(then, scores(500, 60))).toMatchObject([{ kind: 'score-distribution' }]);
    expect(watchScoreDistribution(then, scores(100, 90))).toEqual([]);
    expect(watchScoreDistribution(then.map(() => 5), then.map(() => 5))).toEqual([]);
  });

  it('has not moved against itself', () => {
    const then = scores(500, 30);
    expect(stabilityIndex(then, then)).toBeCloseTo(0, 9);
  });
});

describe('calibration', () => {
  const foretold = (count: number, probability: number, rate: number) =>
    Array.from({ length: count }, () => ({ probability, won: random() < rate }));

  it('is worth a word where the chances are out beyond doubt', () => {
    expect(watchCalibration(foretold(400, 0.7, 0.4))).toMatchObject([{ kind: 'calibration', says: expect.stringContaining('it foretold 70 %') }]);
    expect(watchCalibration(foretold(400, 0.2, 0.5))).toHaveLength(1);
    expect(watchCalibration(foretold(49, 0.9, 0))).toEqual([]);
  });

  it('raises no false alarm, though it is looked at after every verdict', () => {
    for (let firm = 0; firm < 20; firm += 1) {
      const leads = foretold(600, 0.5, 0.5);
      for (let seen = 50; seen <= 600; seen += 10) expect(watchCalibration(leads.slice(0, seen))).toEqual([]);
    }
  });
});

describe('a fact that points depend on', () => {
  const rule = { id: 'size', says: 'is large', dimension: 'fit', points: 5, when: { all: [{ field: 'company.employees', op: 'atLeast', value: 50 }, { any: [{ field: 'person.title', op: 'present' }] }] } } as const;
  const table = { line: 1, rules: [rule], activities: [], exclusions: [], skipTheLine: [] };
  const leads = (count: number, filled: number) =>
    Array.from({ length: count }, (_, at) => ({ 'person.title': 'Head', 'other.field': null, ...(at < filled && { 'company.employees': 10 }) }));

  it('is worth a word once it is missing', () => {
    expect(watchMissingFeatures(table, leads(200, 180), leads(100, 10))).toEqual([
      {
        kind: 'missing-feature',
        about: 'company.employees',
        says: '“company.employees” is missing in 90 % of the newest 100 leads, before in 10 %: points depend on it',
      },
    ]);
    expect(watchMissingFeatures(table, leads(200, 20), leads(100, 8))).toEqual([]);
    expect(watchMissingFeatures(table, leads(200, 180), leads(40, 0))).toEqual([]);
  });
});
