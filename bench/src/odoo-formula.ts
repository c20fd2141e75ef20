/** A lead whose end is known, by its categories; blank ones say nothing. */
export interface CountedLead {
  readonly categories: Readonly<Record<string, string>>;
  readonly won: boolean;
}

const ADDED = 0.1;
const LEAST = 0.0001;

/**
 * The predictive lead score of Odoo CRM, as its `crm_lead.py` publishes it: naive Bayes over categories, a tenth added
 * to every count, the chance kept between 0.01 % and 99.99 %.
 * @returns the chance of a win for a lead's categories
 */
export function odooFormula(leads: readonly CountedLead[]): (categories: CountedLead['categories']) => number {
  const total = { won: ADDED, lost: ADDED };
  const counts = new Map<string, { won: number; lost: number }>();
  for (const { categories, won } of leads) {
    const end = won ? 'won' : 'lost';
    total[end] += 1;
    for (const [field, value] of filled(categories)) {
      const key = `${field}=${value}`;
      const count = counts.get(key) ?? { won: ADDED, lost: ADDED };
      count[end] += 1;
      counts.set(key, count);
    }
  }
  return (categories) => {
    let won = Math.log(total.won / (total.won + total.lost));
    let lost = Math.log(total.lost / (total.won + total.lost));
    for (const [field, value] of filled(categories)) {
      const count = counts.get(`${field}=${value}`);
      if (!count) continue;
      won += Math.log(count.won / total.won);
      lost += Math.log(count.lost / total.lost);
    }
    return Math.min(1 - LEAST, Math.max(LEAST, 1 / (1 + Math.exp(lost - won))));
  };
}

function filled(categories: CountedLead['categories']): [string, string][] {
  return Object.entries(categories).filter(([, value]) => value !== '');
}
