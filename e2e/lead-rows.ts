import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** A row as the marketing side has it, and what became of it in the end. */
export interface LeadRow {
  readonly id: string;
  readonly columns: Readonly<Record<string, string | number>>;
  readonly converted: boolean;
}

const REAL_LEADS = join(import.meta.dirname, '..', '..', 'shared', 'data', 'x-education', 'Leads.csv');
const NUMBERS = new Set(['TotalVisits', 'Total Time Spent on Website', 'Page Views Per Visit']);
/** Columns that sales fills in later: a platform would not know them when it posts. */
const WRITTEN_BY_SALES = /^(Converted|Tags|Lead Quality|Lead Profile|Asymmetrique )/;

/** The first `count` leads in the order in which they came: real ones where they are at hand. */
export function leadRows(count: number): { rows: LeadRow[]; origin: string } {
  if (!existsSync(REAL_LEADS)) return { rows: generatedRows(count), origin: 'generated leads (no real ones are at hand)' };
  const records = parse(readFileSync(REAL_LEADS), { columns: true, bom: true }) as Record<string, string>[];
  const rows = records
    .sort((a, b) => Number(a['Lead Number']) - Number(b['Lead Number']))
    .slice(0, count)
    .map((record) => ({
      id: record['Prospect ID']!,
      converted: record['Converted'] === '1',
      columns: Object.fromEntries(
        Object.entries(record)
          .filter(([name]) => !WRITTEN_BY_SALES.test(name))
          .map(([name, value]) => [name, NUMBERS.has(name) && value !== '' ? Number(value) : value]),
      ),
    }));
  return { rows, origin: 'real leads (X Education)' };
}

/** Rows of the same shape by a fixed rule, so that the test says the same on every machine. */
function generatedRows(count: number): LeadRow[] {
  const random = seededRandom(20260302);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  return Array.from({ length: count }, (_, index) => {
    const origin = pick(['API', 'API', 'Landing Page Submission', 'Landing Page Submission', 'Lead Add Form']);
    const minutes = Math.floor(random() * 1_500);
    return {
      id: `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`,
      converted: random() < (origin === 'Lead Add Form' ? 0.9 : minutes / 2_500),
      columns: {
        'Lead Origin': origin,
        'Lead Source': pick(['Google', 'Direct Traffic', 'Organic Search', 'Olark Chat', 'Reference', '']),
        'Do Not Email': random() < 0.08 ? 'Yes' : 'No',
        'Last Activity': pick(['Email Opened', 'SMS Sent', 'Page Visited on Website', '']),
        'Total Time Spent on Website': minutes,
        TotalVisits: Math.floor(random() * 9),
        Country: pick(['India', 'India', 'United Arab Emirates', '']),
        Specialization: pick(['Select', 'Finance Management', 'Operations Management', 'Human Resource Management']),
      },
    };
  });
}

/** Mulberry32, a small generator whose whole state is one 32-bit number. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
