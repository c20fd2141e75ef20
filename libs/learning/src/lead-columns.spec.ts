import fc from 'fast-check';
import { LeadColumns } from './lead-columns.js';
import type { Seen } from './seen.js';

const fact = fc.oneof(fc.string(), fc.double({ noNaN: true }).filter((number) => !Object.is(number, -0)), fc.boolean(), fc.constant(null));
const row: fc.Arbitrary<Seen> = fc
  .record({
    facts: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd.e'), fact),
    won: fc.boolean(),
    weight: fc.integer({ min: 1, max: 20 }),
    teaches: fc.constantFrom('fit', 'engagement', undefined),
  })
  .map(({ teaches, ...rest }): Seen => ({ ...rest, facts: { ...rest.facts }, ...(teaches && { teaches }) }));

describe('leads by columns', () => {
  it('are the leads that were given', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const columns = LeadColumns.of(rows);
        expect(columns.length).toBe(rows.length);
        expect(rows.map((_, at) => columns.row(at))).toEqual(rows);
        for (const field of columns.fields()) expect(columns.factsOf(field)).toEqual(rows.map(({ facts }) => facts[field]));
        expect(columns.factsOf('never heard of')).toEqual(rows.map(() => undefined));
      }),
    );
  });

  it('have room for as many as come', () => {
    const columns = new LeadColumns();
    for (let at = 0; at < 5_000; at += 1) columns.add({ facts: { number: at, late: at < 3_000 ? null : 'x' }, won: at % 2 === 0, weight: 1 });
    expect(columns.row(4_999)).toEqual({ facts: { number: 4_999, late: 'x' }, won: false, weight: 1 });
    expect(columns.factsOf('number', 3)).toEqual([0, 1, 2]);
  });
});
