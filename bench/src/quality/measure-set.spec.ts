import { hasLeadData } from '../lead-data.js';
import { leadSets } from './lead-sets.js';
import { measureSet } from './measure-set.js';

/** They may not be given on: where they are absent, nothing can be held. */
const onRealLeads = hasLeadData ? it : it.skip;

describe('learned points on real leads', () => {
  onRealLeads.each([
    ['xedA', 0.837, 0.815, 0.04],
    ['xedB', 0.896, 0.876, 0.04],
    ['olist', 0.67, 0.75, 0.04],
  ])('reach on %s what a regression reaches elsewhere, and more than Odoo’s formula', (name, auc, halfKeeps, ece) => {
    const found = measureSet(leadSets().find((set) => set.name === name)!.rows, 20);
    expect(found.auc).toBeGreaterThanOrEqual(auc);
    expect(found.halfKeeps).toBeGreaterThanOrEqual(halfKeeps);
    expect(found.ece).toBeLessThanOrEqual(ece);
    expect(found.auc).toBeGreaterThan(found.odooAuc);
    expect(found.halfKeeps).toBeGreaterThan(found.odooHalfKeeps);
  });

  onRealLeads('claim no lift where the ends are shuffled', () => {
    expect(measureSet(leadSets().find(({ name }) => name === 'noise')!.rows).liftFound).toBe(false);
  });
});
