import { leadData } from '../lead-data.js';

/** A lead as a platform knows it on arrival, and what became of it in the end. */
export interface CourseLead {
  readonly email: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly converted: boolean;
}

const CATEGORIES = [
  'Lead Origin',
  'Lead Source',
  'Do Not Email',
  'Country',
  'Specialization',
  'How did you hear about X Education',
  'City',
  'Search',
  'Through Recommendations',
  'Digital Advertisement',
  'A free copy of Mastering The Interview',
] as const;
const NUMBERS = ['TotalVisits', 'Total Time Spent on Website', 'Page Views Per Visit'] as const;

/** X Education's leads in the order in which they came, with what was known when they did: nothing that sales wrote later. */
export function courseLeads(): CourseLead[] {
  return leadData('x-education', 'Leads.csv')
    .toSorted((one, other) => Number(one['Lead Number']) - Number(other['Lead Number']))
    .map((row) => ({
      email: `lead-${row['Lead Number']}@people.example`,
      facts: {
        ...Object.fromEntries(CATEGORIES.map((name) => [name, row[name] === 'Select' ? '' : (row[name] ?? '').trim()])),
        ...Object.fromEntries(NUMBERS.flatMap((name) => (row[name] ? [[name, Number(row[name])]] : []))),
      },
      converted: row['Converted'] === '1',
    }));
}

/** The facts that Odoo's formula takes: it knows no numbers. */
export function categoriesOf({ facts }: CourseLead): Record<string, string> {
  return Object.fromEntries(CATEGORIES.map((name) => [name, String(facts[name]).toLowerCase()]));
}
