import type { FunnelCounts, FunnelRow } from '../api/reporting.js';
import { groupsOf, reasonBars, stageBars } from './funnel-bars.js';

const counts = (change: Partial<FunnelCounts> = {}): FunnelCounts => ({
  received: 100,
  inquiry: 10,
  undecided: 0,
  held: 40,
  qualified: 50,
  routed: 48,
  accepted: 20,
  rejected: 12,
  rejectedBy: [],
  won: 3,
  told: 0,
  toldOtherwise: 0,
  ...change,
});
const row = (campaign: string | null, weekStart: string, received: number): FunnelRow => ({
  ...counts({ received }),
  campaign,
  campaignName: campaign ?? 'No campaign',
  week: `week of ${weekStart}`,
  weekStart,
});

describe('the funnel', () => {
  it('shows each step as a share of the one before', () => {
    const shares = Object.fromEntries(stageBars(counts()).map(({ label, of }) => [label, of]));
    expect(shares).toEqual({
      Received: null,
      'Still an inquiry': 100,
      'Held back': 100,
      'Sent to sales': 100,
      'With an owner': 50,
      Accepted: 48,
      Rejected: 48,
      Won: 20,
    });
  });

  it('shows what is being scored only while there is any', () => {
    expect(stageBars(counts({ undecided: 2 })).map(({ label }) => label)).toContain('Being scored');
  });

  it('tells the main reason from all that were named', () => {
    const rejectedBy = [
      { code: 'NO_NEED' as const, says: 'No need', main: 7, any: 9 },
      { code: 'DUPLICATE' as const, says: 'Duplicate', main: 5, any: 5 },
    ];
    expect(reasonBars(counts({ rejectedBy }))).toEqual([
      { label: 'No need', number: 7, of: 12, kind: 'no', note: 'main of 12, named in 9' },
      { label: 'Duplicate', number: 5, of: 12, kind: 'no' },
    ]);
  });

  it('adds up by campaign and by week', () => {
    const rows = [
      row('spring', '2026-03-09', 5),
      row('spring', '2026-03-02', 7),
      row(null, '2026-03-02', 30),
    ];
    expect(groupsOf(rows, 'campaign').map(({ label, received }) => [label, received])).toEqual([
      ['No campaign', 30],
      ['spring', 12],
    ]);
    expect(groupsOf(rows, 'week').map(({ label, received }) => [label, received])).toEqual([
      ['week of 2026-03-09', 5],
      ['week of 2026-03-02', 37],
    ]);
  });
});
