import type { Condition, Facts } from '@baton/contracts';
import { type Calibration, calibrate, ODDS_PER_POINT, type Outcome, recentre } from './calibration.js';
import { type Design, NO_LEVEL } from './design.js';
import { inWords } from './in-words.js';
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
  const levels = columns.map(({ field }) => levelsOf(field, rows.map(({ facts }) => facts[field])));
  const offsets = levels.reduce<number[]>((starts, each) => [...starts, starts.at(-1)! + each.levels.length], [0]);
  const cells = encode(rows, columns, levels, offsets);
  const dimensions: readonly Dimension[] = ['fit', 'engagement'];
  const told = rows.some(({ teaches }) => teaches !== undefined);

  let steps = 0;
  const expected = USUAL_STEPS * (told ? 4 : 2);
  const onStep = () => onProgress(Math.min(0.99, ++steps / expected));

  const pointsFrom = (until: number): Int32Array => {
    const fitFor = (dimension?: Dimension): Logistic =>
      fitLogistic(designOf(rows, cells, columns.length, offsets.at(-1)!, until, dimension), RIDGE, onStep);
    const fits = told ? dimensions.map(fitFor) : [fitFor()];
    const points = new Int32Array(offsets.at(-1)!);
    columns.forEach(({ dimension }, column) => {
      const { weights } = fits[told ? dimensions.indexOf(dimension) : 0]!;
      for (let at = offsets[column]!; at < offsets[column + 1]!; at += 1) points[at] = Math.round(weights[at]! / ODDS_PER_POINT);
    });
    return points;
  };
  const outcomes = (points: Int32Array): Outcome[] =>
    rows.slice(cut).map(({ won, weight }, at) => ({ points: sumOf(points, cells, cut + at, columns.length), won, weight }));

  const cut = Math.floor(rows.length * (1 - NEWEST));
  const share = (rows.filter(({ won }) => won).length + 1) / (rows.length + 2);
  const made: Calibration = { intercept: Math.log(share / (1 - share)), perPoint: ODDS_PER_POINT };
  const slope = calibrate(outcomes(pointsFrom(cut)), made);
  const points = pointsFrom(rows.length);
  const calibration = recentre(outcomes(points), slope);

  const tallies = tally(rows, cells, columns.length, offsets.at(-1)!);
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

function encode(rows: readonly Seen[], columns: readonly Column[], levels: readonly Levels[], offsets: readonly number[]): Uint16Array {
  const cells = new Uint16Array(rows.length * columns.length);
  rows.forEach(({ facts }, row) => {
    columns.forEach(({ field }, column) => {
      const at = levels[column]!.at(facts[field] as Facts[string]);
      cells[row * columns.length + column] = at < 0 ? NO_LEVEL : offsets[column]! + at;
    });
  });
  return cells;
}

/** The first `until` rows, without those whose end says nothing about `dimension`. */
function designOf(
  rows: readonly Seen[],
  cells: Uint16Array,
  columns: number,
  features: number,
  until: number,
  dimension?: Dimension,
): Design {
  const taken: number[] = [];
  for (let row = 0; row < until; row += 1) {
    const { won, teaches } = rows[row]!;
    if (dimension === undefined || won || teaches === undefined || teaches === dimension) taken.push(row);
  }
  const levels = taken.length === rows.length ? cells : new Uint16Array(taken.length * columns);
  if (levels !== cells) {
    taken.forEach((row, at) => levels.set(cells.subarray(row * columns, (row + 1) * columns), at * columns));
  }
  return {
    rows: taken.length,
    columns,
    features,
    levels,
    won: Uint8Array.from(taken, (row) => (rows[row]!.won ? 1 : 0)),
    weights: Float64Array.from(taken, (row) => rows[row]!.weight),
  };
}

function sumOf(points: Int32Array, cells: Uint16Array, row: number, columns: number): number {
  let sum = 0;
  for (let cell = row * columns; cell < (row + 1) * columns; cell += 1) {
    const level = cells[cell]!;
    if (level !== NO_LEVEL) sum += points[level]!;
  }
  return sum;
}

function tally(rows: readonly Seen[], cells: Uint16Array, columns: number, features: number) {
  const seen = new Uint32Array(features);
  const won = new Uint32Array(features);
  cells.forEach((level, cell) => {
    if (level === NO_LEVEL) return;
    seen[level]! += 1;
    if (rows[Math.floor(cell / columns)]!.won) won[level]! += 1;
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
