import { seeded } from '@baton/evidence';
import type { Seen } from '@baton/learning';
import { type CsvRow, leadData } from '../lead-data.js';

/** Leads in the order in which they came, by what is fair to know of them, with what became of each. */
export interface LeadSet {
  readonly name: string;
  readonly says: string;
  readonly rows: readonly Seen[];
  /** What others reach on it, with the same columns and the same split. */
  readonly reference: { readonly by: string; readonly auc: number; readonly halfKeeps: number; readonly ece: number } | null;
}

const ON_ARRIVAL = [
  'Lead Origin', 'Lead Source', 'Do Not Email', 'Country', 'Specialization', 'How did you hear about X Education', 'City',
  'Search', 'Through Recommendations', 'Digital Advertisement', 'A free copy of Mastering The Interview', 'TotalVisits',
  'Total Time Spent on Website', 'Page Views Per Visit',
];
const SOON_AFTER = [
  'Last Activity', 'Last Notable Activity', 'What is your current occupation',
  'What matters most to you in choosing a course',
];

export function leadSets(): LeadSet[] {
  const courses = leadData('x-education', 'Leads.csv').toSorted((one, other) => Number(one['Lead Number']) - Number(other['Lead Number']));
  const onArrival = courses.map((row) => seen(row, ON_ARRIVAL, row['Converted'] === '1'));
  return [
    {
      name: 'xedA',
      says: 'X Education, what is known on arrival',
      rows: onArrival,
      reference: { by: 'logistic regression', auc: 0.837, halfKeeps: 0.818, ece: 0.039 },
    },
    {
      name: 'xedAWithoutForms',
      says: 'X Education on arrival, without leads that counsellors typed in',
      rows: onArrival.filter(({ facts }) => facts['Lead Origin'] !== 'Lead Add Form'),
      reference: { by: 'gradient boosting', auc: 0.812, halfKeeps: 0.795, ece: 0.026 },
    },
    {
      name: 'xedB',
      says: 'X Education, with last activity and occupation',
      rows: courses.map((row) => seen(row, [...ON_ARRIVAL, ...SOON_AFTER], row['Converted'] === '1')),
      reference: { by: 'logistic regression', auc: 0.896, halfKeeps: 0.876, ece: 0.04 },
    },
    { name: 'olist', says: 'Olist, origin and landing page', rows: merchants(), reference: { by: 'logistic regression', auc: 0.674, halfKeeps: 0.75, ece: 0.017 } },
    { name: 'noise', says: 'X Education on arrival, ends shuffled', rows: shuffled(onArrival), reference: null },
  ];
}

function merchants(): Seen[] {
  const won = new Set(leadData('olist-marketing-funnel', 'olist_closed_deals_dataset.csv').map(({ mql_id }) => mql_id));
  return leadData('olist-marketing-funnel', 'olist_marketing_qualified_leads_dataset.csv')
    .toSorted((one, other) => (one['first_contact_date']! < other['first_contact_date']! ? -1 : one['first_contact_date'] === other['first_contact_date'] ? 0 : 1))
    .map((row) => seen(row, ['origin', 'landing_page_id'], won.has(row['mql_id'])));
}

function seen(row: CsvRow, columns: readonly string[], won: boolean): Seen {
  return { facts: Object.fromEntries(columns.map((name) => [name, row[name] === 'Select' ? null : row[name]])), won, weight: 1 };
}

/** The same leads and the same ends, but not together. */
function shuffled(rows: readonly Seen[]): Seen[] {
  const random = seeded(20_260_302);
  const ends = rows.map(({ won }) => won);
  for (let at = ends.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [ends[at], ends[other]] = [ends[other]!, ends[at]!];
  }
  return rows.map((row, at) => ({ ...row, won: ends[at]! }));
}
