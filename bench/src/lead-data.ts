import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { CannotMeasure } from './bench.js';

const FOLDER = process.env['BATON_LEAD_DATA'] ?? resolve(import.meta.dirname, '..', '..', '..', 'shared', 'data');

/** Whether the real leads are there at all. */
export const hasLeadData = existsSync(FOLDER);

export type CsvRow = Readonly<Record<string, string>>;

/**
 * The rows of a file of real leads, which do not come with Baton: they are read from the folder `BATON_LEAD_DATA`.
 * @throws CannotMeasure where the file is not there
 */
export function leadData(...path: string[]): CsvRow[] {
  const file = join(FOLDER, ...path);
  if (!existsSync(file)) throw new CannotMeasure(`There is no ${file}: BATON_LEAD_DATA names the folder of real leads.`);
  return parse(readFileSync(file), { columns: true, bom: true, relax_column_count: true }) as CsvRow[];
}
