import { type EndedDecision, labelled, MOST_WEIGHT } from './ended-decision.js';

const at = new Date('2026-05-01T00:00:00.000Z');
const decision = (sampleProbability: number | null, reason?: 'NO_NEED' | 'DUPLICATE'): EndedDecision => ({
  id: 'a',
  features: {},
  touches: [],
  missing: [],
  at,
  sampleProbability,
  ending: { verdicts: [reason ? { verdict: 'rejected', reasons: [reason], at } : { verdict: 'accepted', reasons: [], at }], wonAt: null },
});
const reading = { goal: 'accepted', maturityDays: 90, now: at } as const;

describe('decisions to learn from', () => {
  it('stand for as many leads as had no chance, within bounds', () => {
    const weights = labelled([decision(null), decision(0.1), decision(0.02)], reading).map(({ weight }) => weight);
    expect(weights).toEqual([1, 10, MOST_WEIGHT]);
  });

  it('are those whose ending says something about the lead', () => {
    expect(labelled([decision(null, 'DUPLICATE')], reading)).toEqual([]);
    expect(labelled([decision(null, 'NO_NEED')], reading)).toMatchObject([{ won: false, teaches: 'engagement', weight: 1 }]);
  });
});
