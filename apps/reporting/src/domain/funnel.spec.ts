import { rejectionReasonCodes } from '@baton/contracts';
import fc from 'fast-check';
import { type CountedPeople, funnelOf } from './funnel.js';

const people = (change: Partial<CountedPeople>): CountedPeople => ({
  campaign: 'spring-launch',
  weekStart: '2026-03-02',
  decision: 'qualified',
  routed: true,
  verdict: null,
  reasons: [],
  won: false,
  told: null,
  count: 1,
  ...change,
});

describe('the funnel', () => {
  it('counts people by campaign and ISO week, with totals', () => {
    const { rows, totals } = funnelOf(
      [
        people({ decision: 'inquiry', routed: false, count: 4 }),
        people({ decision: 'held', routed: false, count: 3 }),
        people({ verdict: 'accepted', told: 'agreeing', count: 2 }),
        people({ verdict: 'accepted', won: true, told: 'otherwise' }),
        people({ verdict: 'rejected', reasons: ['NO_NEED', 'BAD_TIMING'], count: 2 }),
        people({ verdict: 'rejected', reasons: ['BAD_TIMING'] }),
        people({ campaign: null, weekStart: '2026-12-28', decision: 'undecided', routed: false }),
      ],
      new Map([['spring-launch', 'Spring launch']]),
    );
    expect(rows.map(({ campaignName, week, received }) => [campaignName, week, received])).toEqual([
      ['No campaign', '2026-W53', 1],
      ['Spring launch', '2026-W10', 13],
    ]);
    expect(rows[1]).toMatchObject({
      inquiry: 4,
      undecided: 0,
      held: 3,
      qualified: 6,
      routed: 6,
      accepted: 3,
      rejected: 3,
      won: 1,
      rejectedBy: [
        { code: 'NO_NEED', says: 'No need', main: 2, any: 2 },
        { code: 'BAD_TIMING', says: 'Not now', main: 1, any: 3 },
      ],
    });
    expect(totals).toMatchObject({ received: 14, undecided: 1, rejected: 3, told: 3, toldOtherwise: 1 });
  });

  it('adds up: everybody received is in one place, every rejection has one main reason, rows make the totals', () => {
    const anybody = fc.record({
      campaign: fc.constantFrom(null, 'a', 'b'),
      weekStart: fc.constantFrom('2026-03-02', '2026-03-09'),
      decision: fc.constantFrom('inquiry', 'undecided', 'held', 'qualified'),
      routed: fc.boolean(),
      verdict: fc.constantFrom('accepted', null),
      won: fc.boolean(),
      count: fc.nat(50),
      reasons: fc.constant<string[]>([]),
    });
    const rejected = fc
      .record({
        reasons: fc.uniqueArray(fc.constantFrom(...rejectionReasonCodes), { minLength: 1, maxLength: 4 }),
        count: fc.nat(50),
      })
      .map((given) => people({ ...given, verdict: 'rejected' }));
    fc.assert(
      fc.property(fc.array(fc.oneof(anybody, rejected)), (crowd) => {
        const { rows, totals } = funnelOf(crowd as CountedPeople[], new Map());
        for (const row of [...rows, totals]) {
          expect(row.received).toBe(row.inquiry + row.undecided + row.held + row.qualified);
          expect(row.rejected).toBe(row.rejectedBy.reduce((sum, { main }) => sum + main, 0));
          for (const { main, any } of row.rejectedBy) expect(main).toBeLessThanOrEqual(any);
        }
        for (const key of [
          'received',
          'inquiry',
          'held',
          'qualified',
          'routed',
          'accepted',
          'rejected',
          'won',
        ] as const) {
          expect(rows.reduce((sum, row) => sum + row[key], 0)).toBe(totals[key]);
        }
      }),
    );
  });
});
