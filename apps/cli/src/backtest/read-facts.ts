import type { Facts } from '@baton/contracts';
import { type Column, dimensionOf, isPlaceholder, readTitle } from '@baton/learning';
import type { BacktestMap } from './backtest-map.js';
import { dateForm } from './dates.js';
import { numberForm } from './numbers.js';

export interface ReadFacts {
  /** Row by row. */
  readonly facts: readonly Facts[];
  readonly columns: readonly FactColumn[];
  /** Whether there is a date, for columns of dates: they may know the end by that, even though nothing is learned from them. */
  readonly dates: readonly FactColumn[];
  /** Columns that are not read, by why. */
  readonly leftOut: readonly LeftOut[];
}

/** A fact, and the column of the file that it comes from. */
export interface FactColumn extends Column {
  readonly from: string;
}

export interface LeftOut {
  readonly column: string;
  readonly because: string;
}

type Cells = readonly string[];
type Reading = readonly (readonly [field: string, read: (cell: string) => Facts[string]])[];

const TITLE = /^(job )?(title|position)$/;
/** Of the titles, so many must be understood for a column to be taken for one of titles without being told. */
const TITLES_READ = 0.5;
/** So many cells tell what a column is. */
const SAMPLE = 1_000;
const MOSTLY = 0.9;
const DATE = 'is a date';

/**
 * Reads the columns of a file, the oldest row first, as facts: numbers as numbers, titles as seniority and function,
 * placeholders as blank. Dates and numbers of records tell when a lead came, not what it is like: they are not read,
 * unless they are among `wanted`.
 */
export function readFacts(
  cellsOf: (column: string) => Cells,
  names: readonly string[],
  map: BacktestMap,
  wanted: ReadonlySet<string>,
): ReadFacts {
  const columns: FactColumn[] = [];
  const dates: FactColumn[] = [];
  const leftOut: LeftOut[] = [];
  const facts: Record<string, Facts[string]>[] = [];
  const take = (field: string, cells: Cells, read: (cell: string) => Facts[string]) =>
    cells.forEach((cell, row) => ((facts[row] ??= {})[field] = isBlank(cell) ? null : read(cell)));
  const isBlank = (cell: string) =>
    cell.trim() === '' || isPlaceholder(cell) || map.blank.has(cell.trim().toLowerCase());

  for (const name of names) {
    const cells = cellsOf(name);
    const filled = cells.filter((cell) => !isBlank(cell));
    const because = wanted.has(name) ? null : whyNot(cells, filled);
    if (because !== null) leftOut.push({ column: name, because });
    if (because === DATE) {
      const field = `attributes.${name}`;
      dates.push({ field, from: name, dimension: 'fit' });
      take(field, cells, () => 'a date');
    }
    if (because !== null) continue;
    for (const [field, read] of readingOf(name, filled, map, columns)) {
      columns.push({ field, from: name, dimension: saidDimension(name, map) ?? dimensionOf(field) });
      take(field, cells, read);
    }
  }
  return { facts, columns, dates, leftOut };
}

function whyNot(cells: Cells, filled: Cells): string | null {
  if (filled.length === 0) return 'is blank in every row';
  const sample = filled.slice(0, SAMPLE);
  if (numberForm(sample) === null) return dateForm(sample, MOSTLY) === null ? null : DATE;
  const number = numberForm(filled);
  return number !== null && runsWithTime(cells.map(number)) ? 'is a number that rises with time' : null;
}

/** Whether numbers, of which hardly any repeats, follow the order of the rows (Pearson's correlation). */
function runsWithTime(numbers: readonly number[]): boolean {
  const points = numbers.flatMap((number, row) => (Number.isNaN(number) ? [] : [{ row, number }]));
  if (new Set(points.map(({ number }) => number)).size < MOSTLY * points.length) return false;
  const mean = (of: (point: (typeof points)[number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [middle, centre] = [mean(({ row }) => row), mean(({ number }) => number)];
  const together = mean(({ row, number }) => (row - middle) * (number - centre));
  const spread = Math.sqrt(
    mean(({ row }) => (row - middle) ** 2) * mean(({ number }) => (number - centre) ** 2),
  );
  return Math.abs(together) > MOSTLY * spread;
}

function readingOf(name: string, filled: Cells, map: BacktestMap, before: readonly FactColumn[]): Reading {
  if (isOfTitles(name, filled, map)) {
    // Where there are several, the first is Baton's own: only one can be the person's.
    const owner = before.some(({ field }) => field === 'person.seniority')
      ? `attributes.${name} `
      : 'person.';
    return [
      [`${owner}seniority`, (cell) => readTitle(cell).seniority ?? 'not said'],
      [`${owner}function`, (cell) => readTitle(cell).function ?? 'not said'],
    ];
  }
  const number = numberForm(filled.slice(0, SAMPLE), 0.5) && numberForm(filled);
  const asNumber = (cell: string) => (Number.isNaN(number!(cell)) ? cell.trim() : number!(cell));
  return [[`attributes.${name}`, number ? asNumber : (cell) => cell.trim()]];
}

function isOfTitles(name: string, filled: Cells, { titles }: BacktestMap): boolean {
  if (titles.includes(name)) return true;
  if (!TITLE.test(name.toLowerCase().replace(/[\s_-]+/g, ' '))) return false;
  const sample = filled.slice(0, SAMPLE);
  const understood = sample.filter((cell) => Object.keys(readTitle(cell)).length > 0).length;
  return understood >= TITLES_READ * sample.length;
}

function saidDimension(name: string, { fit, engagement }: BacktestMap): Column['dimension'] | null {
  if (fit.includes(name)) return 'fit';
  return engagement.includes(name) ? 'engagement' : null;
}
