import type { Condition, Facts } from '@baton/contracts';
import { type Calibration, calibrate, ODDS_PER_POINT, type Outcome, recentre } from './calibration.js';
import { type Design, NO_LEVEL } from './design.js';
import { inWords } from './in-words.js';
import { LeadColumns } from './lead-columns.js';
import { type Levels, levelsOf, slugOf } from './levels.js';
import { fitLogistic, type Logistic } from './logistic.js';
import type { Column, Dimension, Seen } from './seen.js';

/** A line of a points table, with what it was learned from. */
export interface LearnedRule {
  readonly id: string;
  readonly says: string;
  readonly dimension: Dimension;
  readonly when: Condition;
  /** Whole. */
  readonly points: number;
  /** Of so many leads for which it held, so many were won. */
  readonly seen: { readonly hits: number; readonly of: number };
}

export interface LearnedTable {
  /** Of a column's rules at most one holds for a lead. */
  readonly rules: readonly LearnedRule[];
  readonly calibration: Calibration;
}

const RIDGE = 5;
/** The newest part says how well the rest foretells. */
const NEWEST = 0.2;
const USUAL_STEPS = 8;

/**
 * Learns a points table from leads whose ends are known. An end that says something about fit alone moves no points of
 * engagement, and the other way round: each half of the table comes from a regression of its own, over the wins and
 * the losses that concern it; the facts of the other half stand by, so that nothing is put down to the wrong fact.
 *
 * Same rows, same order: same bytes.
 * @param rows the oldest first
 * @param onProgress the share that is done
 */
export function learnTable(
  rows: readonly Seen[],
  columns: readonly Column[],
  onProgress: (share: number) => void = () => undefined,
): LearnedTable {
  return learnFromColumns(LeadColumns.of(rows), rows.length, columns, onProgress);
}

/** As {@link learnTable}, from leads that are kept by columns. @param until how many of them, the oldest */
export function learnFromColumns(
  leads: LeadColumns,
  until: number,
  columns: readonly Column[],
  onProgress: (share: number) => void,
): LearnedTable {
  const levels: Levels[] = [];
  const offsets = [0];
  const cells = new Uint16Array(until * columns.length);
  columns.forEach(({ field }, column) => {
    const facts = leads.factsOf(field, until);
    const each = levelsOf(field, facts);
    encode(facts, each, offsets[column]!, cells, column, columns.length);
    levels.push(each);
    offsets.push(offsets[column]! + each.levels.length);
  });
  const dimensions: readonly Dimension[] = ['fit', 'engagement'];
  let told = false;
  let wins = 0;
  for (let row = 0; row < until; row += 1) {
    told ||= leads.teaches(row) !== undefined;
    if (leads.won(row)) wins += 1;
  }

  let steps = 0;
  const expected = USUAL_STEPS * (told ? 4 : 2);
  const onStep = () => onProgress(Math.min(0.99, ++steps / expected));

  const pointsFrom = (first: number): Int32Array => {
    const fitFor = (dimension?: Dimension): Logistic =>
      fitLogistic(designOf(leads, cells, columns.length, offsets.at(-1)!, first, dimension), RIDGE, onStep);
    const fits = told ? dimensions.map(fitFor) : [fitFor()];
    const points = new Int32Array(offsets.at(-1)!);
    columns.forEach(({ dimension }, column) => {
      const { weights } = fits[told ? dimensions.indexOf(dimension) : 0]!;
      for (let at = offsets[column]!; at < offsets[column + 1]!; at += 1) points[at] = Math.round(weights[at]! / ODDS_PER_POINT);
    });
    return points;
  };
  const outcomes = (points: Int32Array): Outcome[] =>
    Array.from({ length: until - cut }, (_, at) => ({
      points: sumOf(points, cells, cut + at, columns.length),
      won: leads.won(cut + at),
      weight: leads.weight(cut + at),
    }));

  const cut = Math.floor(until * (1 - NEWEST));
  const share = (wins + 1) / (until + 2);
  const made: Calibration = { intercept: Math.log(share / (1 - share)), perPoint: ODDS_PER_POINT };
  const slope = calibrate(outcomes(pointsFrom(cut)), made);
  const points = pointsFrom(until);
  const calibration = recentre(outcomes(points), slope);

  const tallies = tally(leads, cells, columns.length, offsets.at(-1)!);
  const rules = columns.flatMap(({ field, dimension }, column) =>
    levels[column]!.levels.map((level, at): LearnedRule => {
      const feature = offsets[column]! + at;
      return {
        id: `${slugOf(field)}-${level.slug}`,
        says: `${inWords(field)}: ${level.says}`.slice(0, 120),
        dimension,
        when: level.when,
        points: points[feature]!,
        seen: { hits: tallies.won[feature]!, of: tallies.seen[feature]! },
      };
    }),
  );
  onProgress(1);
  return { rules: withOwnIds(rules).filter(({ points: each, seen }) => each !== 0 && seen.of > 0), calibration };
}

/** Writes a column's levels where they belong, row by row. */
function encode(facts: readonly Facts[string][], levels: Levels, offset: number, cells: Uint16Array, column: number, columns: number): void {
  // Values repeat: each is looked up once.
  const known = new Map<Facts[string], number>();
  facts.forEach((fact, row) => {
    let level = known.get(fact);
    if (level === undefined) {
      const at = levels.at(fact);
      level = at < 0 ? NO_LEVEL : offset + at;
      known.set(fact, level);
    }
    cells[row * columns + column] = level;
  });
}

/** The first `until` rows, without those whose end says nothing about `dimension`. */
function designOf(
  leads: LeadColumns,
  cells: Uint16Array,
  columns: number,
  features: number,
  until: number,
  dimension?: Dimension,
): Design {
  const concerns = (row: number): boolean => {
    const teaches = leads.teaches(row);
    return dimension === undefined || leads.won(row) || teaches === undefined || teaches === dimension;
  };
  let rows = 0;
  for (let row = 0; row < until; row += 1) if (concerns(row)) rows += 1;
  const design = {
    rows,
    columns,
    features,
    levels: rows === until ? cells.subarray(0, until * columns) : new Uint16Array(rows * columns),
    won: new Uint8Array(rows),
    weights: new Float64Array(rows),
  };
  for (let row = 0, at = 0; row < until; row += 1) {
    if (!concerns(row)) continue;
    if (rows !== until) design.levels.set(cells.subarray(row * columns, (row + 1) * columns), at * columns);
    design.won[at] = leads.won(row) ? 1 : 0;
    design.weights[at] = leads.weight(row);
    at += 1;
  }
  return design;
}

function sumOf(points: Int32Array, cells: Uint16Array, row: number, columns: number): number {
  let sum = 0;
  for (let cell = row * columns; cell < (row + 1) * columns; cell += 1) {
    const level = cells[cell]!;
    if (level !== NO_LEVEL) sum += points[level]!;
  }
  return sum;
}

function tally(leads: LeadColumns, cells: Uint16Array, columns: number, features: number) {
  const seen = new Uint32Array(features);
  const won = new Uint32Array(features);
  cells.forEach((level, cell) => {
    if (level === NO_LEVEL) return;
    seen[level]! += 1;
    if (leads.won(Math.floor(cell / columns))) won[level]! += 1;
  });
  return { seen, won };
}

/** Two facts whose names differ by signs only get the same id at first: the later one is numbered. */
function withOwnIds(rules: readonly LearnedRule[]): LearnedRule[] {
  const taken = new Map<string, number>();
  return rules.map((rule) => {
    const times = (taken.get(rule.id) ?? 0) + 1;
    taken.set(rule.id, times);
    return times === 1 ? rule : { ...rule, id: `${rule.id}-${times}` };
  });
}
