import { strongestFactors, whyInOneLine } from './why.js';

it('says why in one line of three reasons at most', () => {
  expect(whyInOneLine(['asked for a demo', 'leads operations', '240 people', 'more'])).toBe(
    'Asked for a demo · leads operations · 240 people',
  );
});

it('shows the three factors that moved the score most, also downwards', () => {
  const factor = (rule: string, points: number) => ({ rule, says: rule, points, dimension: 'fit' as const });
  const factors = [factor('a', 5), factor('b', -20), factor('c', 1), factor('d', 9)];
  expect(strongestFactors(factors).map(({ rule }) => rule)).toEqual(['b', 'd', 'a']);
});
