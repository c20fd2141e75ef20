import { type Tally, wilson } from '@baton/evidence';
import { auc } from './auc.js';
import { inWords } from './in-words.js';
import { isBlank, type Levels, levelsOf } from './levels.js';
import type { Column, Seen } from './seen.js';

/** A column that seems to know how leads end: perhaps it was written only after the end was known. */
export interface Leak {
  readonly field: string;
  readonly kind: 'alone' | 'blank' | 'changed' | 'value';
  /** Why, in a sentence. */
  readonly says: string;
  /** Whether to learn without it, unless somebody knows better. */
  readonly leaveOut: boolean;
}

/** Of how many leads a column is known to have changed after sales first touched them. */
export interface ChangedLate {
  readonly field: string;
  readonly tally: Tally;
}

/** No single fact that is known beforehand tells wins from losses so well. */
const TOO_GOOD_ALONE = 0.85;
/** Whether somebody answered says a little on most forms; that much it says where sales fills the column. */
const BLANK_KNOWS = 0.62;
const MOST_CHANGED_LATE = 0.05;
/** From so high a share on, nearly all end in one way. */
const ONE_END = 0.97;
/** Of which so many are beyond doubt. A column that is filled for few leads is no loss: less is asked for than of a value. */
const SURE = { filled: 0.8, value: 0.9 };
/** Where nearly all leads end in one way, that some do says nothing. */
const OTHER_END_USUAL = 0.75;
/** How many leads the belief is worth that a level is won as often as all. */
const BELIEF = 5;

/**
 * Columns that know the end, the surest first: by how well each foretells it alone, by whether it is blank, by values
 * that only one end has, and by what is known of changes after sales first touched a lead.
 */
export function findLeaks(
  rows: readonly Seen[],
  columns: readonly Column[],
  changed: readonly ChangedLate[] = [],
): Leak[] {
  const wins = rows.filter(({ won }) => won).length;
  if (wins === 0 || wins === rows.length) return [];
  // What chance alone makes of the area under a curve, twice its spread (Mann and Whitney 1947).
  const byChance = 2 * Math.sqrt((rows.length + 1) / (12 * wins * (rows.length - wins)));
  const leaks = columns.flatMap(({ field }): Leak[] => {
    const name = inWords(field);
    const levels = levelsOf(
      field,
      rows.map(({ facts }) => facts[field]),
    );
    const alone = aucAlone(rows, field, levels);
    if (alone >= TOO_GOOD_ALONE) {
      return [
        {
          field,
          kind: 'alone',
          leaveOut: true,
          says: `“${name}” alone tells wins from losses with an AUC of ${alone.toFixed(2)}`,
        },
      ];
    }
    const late = changed.find((each) => each.field === field)?.tally;
    if (late && late.hits > MOST_CHANGED_LATE * late.of) {
      const says = `“${name}” changed after the first sales touch for ${late.hits} of ${late.of} leads`;
      return [{ field, kind: 'changed', leaveOut: true, says }];
    }
    return blankLeak(rows, field, name, byChance) ?? valueLeak(rows, field, name, levels) ?? [];
  });
  return leaks.sort((one, other) => Number(other.leaveOut) - Number(one.leaveOut));
}

/** By the rate of each level among the rows that are not judged by it: otherwise rare values would know every end. */
function aucAlone(rows: readonly Seen[], field: string, { at }: Levels): number {
  const levels = rows.map(({ facts }) => at(facts[field]));
  const scores = new Float64Array(rows.length);
  for (const half of [0, 1]) {
    const tallies = new Map<number, { hits: number; of: number }>();
    const all = { hits: 0, of: 0 };
    rows.forEach(({ won }, row) => {
      if (row % 2 === half) return;
      const tally = tallies.get(levels[row]!) ?? { hits: 0, of: 0 };
      tallies.set(levels[row]!, tally);
      for (const each of [tally, all]) {
        each.of += 1;
        if (won) each.hits += 1;
      }
    });
    const rate = all.of === 0 ? 0.5 : all.hits / all.of;
    for (let row = half; row < rows.length; row += 2) {
      const { hits, of } = tallies.get(levels[row]!) ?? { hits: 0, of: 0 };
      scores[row] = (hits + BELIEF * rate) / (of + BELIEF);
    }
  }
  return auc(rows.map(({ won }, row) => ({ score: scores[row]!, won }))) ?? 0.5;
}

function blankLeak(rows: readonly Seen[], field: string, name: string, byChance: number): Leak[] | null {
  const blank = tallyOf(rows, (facts) => isBlank(facts[field]));
  const filled = tallyOf(rows, (facts) => !isBlank(facts[field]));
  if (blank.of === 0 || filled.of === 0) return null;
  const wins = blank.hits + filled.hits;
  const share = filled.hits / wins - (filled.of - filled.hits) / (rows.length - wins);
  const knows = 0.5 + Math.abs(share) / 2;
  const oneEnd = hasOneEnd(filled, wins / rows.length, SURE.filled);
  if (!oneEnd && !(knows >= BLANK_KNOWS && knows - byChance > BLANK_KNOWS - 0.05)) return null;
  const says = `“${name}” knows the end by whether it is filled: ${percent(filled)} are won where it is, ${percent(blank)} where it is blank`;
  return [{ field, kind: 'blank', leaveOut: true, says }];
}

function valueLeak(
  rows: readonly Seen[],
  field: string,
  name: string,
  { levels, at }: Levels,
): Leak[] | null {
  const tallies = levels.map(() => ({ hits: 0, of: 0 }));
  for (const { facts, won } of rows) {
    const tally = tallies[at(facts[field])];
    if (!tally) continue;
    tally.of += 1;
    if (won) tally.hits += 1;
  }
  const rate = rows.filter(({ won }) => won).length / rows.length;
  const found = tallies.findIndex((tally) => hasOneEnd(tally, rate, SURE.value));
  if (found < 0) return null;
  const { hits, of } = tallies[found]!;
  const says = `“${name}: ${levels[found]!.says}” has one end only: ${hits} of ${of} are won. Was it known beforehand?`;
  return [{ field, kind: 'value', leaveOut: false, says }];
}

/** Whether they end in one way, which is not what usually happens anyway. */
function hasOneEnd(tally: Tally, usual: number, sure: number): boolean {
  const { low, high } = wilson(tally);
  const rate = tally.hits / tally.of;
  return (
    (rate >= ONE_END && low > sure && usual < OTHER_END_USUAL) ||
    (rate <= 1 - ONE_END && high < 1 - sure && usual > 1 - OTHER_END_USUAL)
  );
}

function tallyOf(rows: readonly Seen[], takes: (facts: Seen['facts']) => boolean): Tally {
  const taken = rows.filter(({ facts }) => takes(facts));
  return { hits: taken.filter(({ won }) => won).length, of: taken.length };
}

const percent = ({ hits, of }: Tally): string => `${((100 * hits) / of).toFixed(1)} %`;
