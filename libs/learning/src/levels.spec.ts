import { holds } from '@baton/contracts';
import fc from 'fast-check';
import { levelsOf } from './levels.js';

const fact = fc.oneof(
  fc.constantFrom('Google', 'google ', 'Direct', 'Olark', 'Other', '', '  ', null, undefined, true, false),
  fc.integer({ min: -3, max: 40 }),
  fc.double({ min: 0, max: 1_000, noNaN: true }),
);
const column = fc.array(fact, { maxLength: 200 });
const numbers = fc.array(fc.oneof(fc.double({ min: -5, max: 1_000, noNaN: true }), fc.constant(null)), { minLength: 30, maxLength: 200 });

describe('levels of a fact', () => {
  it('are told apart by their own conditions, of which at most one holds', () => {
    fc.assert(
      fc.property(fc.oneof(column, numbers), fact, (facts, unseen) => {
        const { levels, at } = levelsOf('field', facts);
        for (const each of [...facts, unseen]) {
          const holding = levels.flatMap(({ when }, index) => (holds(when, { field: each }) ? [index] : []));
          const expected = at(each);
          expect(holding).toEqual(expected < 0 ? [] : [expected]);
        }
      }),
    );
  });

  it('have names of their own', () => {
    fc.assert(
      fc.property(fc.oneof(column, numbers), (facts) => {
        const says = levelsOf('field', facts).levels.map((level) => level.says);
        expect(new Set(says).size).toBe(says.length);
      }),
    );
  });

  it('take the rare together, and a blank for an answer of its own', () => {
    const facts = [...Array.from({ length: 50 }, () => 'Google'), 'Bing', 'Quora', null];
    const { levels, at } = levelsOf('source', facts);
    expect(levels.map(({ says }) => says)).toEqual(['google', 'something else', 'not answered']);
    expect([at(' GOOGLE'), at('Quora'), at('never seen'), at(undefined)]).toEqual([0, 1, 1, 2]);
  });

  it('cut numbers where as many leads are on either side', () => {
    const { levels, at } = levelsOf('visits', Array.from({ length: 100 }, (_, number) => String(number)));
    expect(levels.map(({ says }) => says)).toEqual([
      'under 10', '10 to under 20', '20 to under 30', '30 to under 40', '40 to under 50',
      '50 to under 60', '60 to under 70', '70 to under 80', '80 to under 90', '90 or more', 'not answered',
    ]);
    expect([at(-1), at(10), at('19.9'), at(1e9), at('many')]).toEqual([0, 1, 1, 9, -1]);
  });

  it('cut numbers where people would, as long as that keeps them apart', () => {
    const incomes = levelsOf('income', Array.from({ length: 100 }, (_, at) => 20_000 + at * 1_234.567)).levels;
    expect(incomes[1]!.says).toBe('32350 to under 44690');
    const close = levelsOf('reading', Array.from({ length: 100 }, (_, at) => 70_001 + at / 100)).levels;
    expect(close[1]!.says).toBe('70001.1 to under 70001.2');
  });
});
