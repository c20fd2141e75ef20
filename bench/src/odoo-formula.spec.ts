import { odooFormula } from './odoo-formula.js';

const leads = [
  ...Array.from({ length: 30 }, () => ({ categories: { source: 'referral', country: '' }, won: true })),
  ...Array.from({ length: 10 }, () => ({ categories: { source: 'referral', country: '' }, won: false })),
  ...Array.from({ length: 60 }, () => ({ categories: { source: 'ads', country: 'no' }, won: false })),
];

describe('Odoo’s formula', () => {
  it('multiplies what each category says, and what is blank or unknown says nothing', () => {
    const chance = odooFormula(leads);
    expect(chance({ source: 'referral' })).toBeCloseTo(0.75, 1);
    expect(chance({ source: 'ads' })).toBeLessThan(0.01);
    expect(chance({ source: '', country: '' })).toBeCloseTo(0.3, 2);
    expect(chance({ source: 'never seen' })).toBeCloseTo(0.3, 2);
  });

  it('stays between a hundredth of a percent and the rest of it', () => {
    const sure = odooFormula([...leads, ...leads, ...leads].map((lead) => ({ ...lead, categories: { ...lead.categories, a: lead.won ? 'x' : 'y', b: lead.won ? 'x' : 'y' } })));
    expect(sure({ a: 'x', b: 'x', source: 'referral' })).toBeLessThanOrEqual(0.9999);
    expect(sure({ a: 'y', b: 'y', source: 'ads' })).toBe(0.0001);
  });
});
