import type { LeadInHand, LeadPage } from '../api/leads.js';
import { allLeads, type LeadPages, moved, putBack, replaced, without } from './lead-pages.js';

const lead = (leadId: string, attempts = 0) => ({ leadId, attempts }) as LeadInHand;
const pages = (...ids: string[][]): LeadPages => ({
  pages: ids.map((page) => ({ leads: page.map((id) => lead(id)) }) as unknown as LeadPage),
  pageParams: ids.map(() => null),
});
const idsIn = (list: LeadPages) => list.pages.map(({ leads }) => leads.map(({ leadId }) => leadId));

describe('the pages of a list', () => {
  it.each([0, 1, 2, 3, 4])('have a lead back where it was, from place %d', (index) => {
    const before = pages(['a', 'b'], ['c', 'd', 'e']);
    const taken = allLeads(before)[index]!;
    const after = putBack(without(before, taken.leadId), taken, index);
    expect(idsIn(after).flat()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('take a lead back even when all others are gone', () => {
    expect(idsIn(putBack(pages([], []), lead('x'), 7))).toEqual([['x'], []].reverse());
  });

  it('change a lead without moving it', () => {
    const after = replaced(pages(['a'], ['b', 'c']), lead('b', 3));
    expect(idsIn(after)).toEqual([['a'], ['b', 'c']]);
    expect(allLeads(after)[1]).toEqual({ leadId: 'b', attempts: 3 });
  });

  it('count a lead in one state only', () => {
    expect(moved({ open: 1, accepted: 2, rejected: 0 }, 'open', 'rejected')).toEqual({
      open: 0,
      accepted: 2,
      rejected: 1,
    });
    expect(moved({ open: 0, accepted: 0, rejected: 0 }, 'open', 'accepted').open).toBe(0);
  });
});
