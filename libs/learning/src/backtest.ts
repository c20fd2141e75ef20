import type { Judged } from './judged.js';
import { type Judgement, type JudgeOptions, judgeOnNewest } from './judge-on-newest.js';
import { type LearnedTable, learnTable } from './learn-table.js';
import { pointsOf } from './points-of.js';
import type { Column, Seen } from './seen.js';

export interface Backtest {
  readonly table: LearnedTable;
  /** From how many leads, the older ones, was learned. */
  readonly learnedFrom: number;
  /** So many newer leads are of somebody whom the table had learned from: they are not judged. */
  readonly knownBefore: number;
  /** Of the newer leads, so many would be sent by the line that sends half of the older ones. */
  readonly sentByOldLine: number;
  /** On the newer leads; `null` where all ended in one way. */
  readonly judgement: Judgement | null;
}

/** The older part learns, the newer one judges: a split by chance would let the future foretell the past. */
const OLDER = 0.7;

export const olderOf = (rows: number): number => Math.floor(rows * OLDER);

/**
 * Learns a table from the older leads and judges it on the newer ones.
 * @param rows the oldest first
 * @param whoIs tells who a lead is of, row by row, where that is known
 */
export function backtest(
  rows: readonly Seen[],
  columns: readonly Column[],
  whoIs: readonly (string | null)[] = [],
  { onProgress = () => undefined, ...options }: JudgeOptions = {},
): Backtest {
  const cut = olderOf(rows.length);
  const table = learnTable(rows.slice(0, cut), columns, (share) => onProgress(share * 0.6));
  const known = new Set(whoIs.slice(0, cut));
  const isKnown = (who: string | null | undefined) => typeof who === 'string' && known.has(who);
  const newer = rows.slice(cut).filter((_, at) => !isKnown(whoIs[cut + at]));
  const older = rows.slice(0, cut).map(({ facts }) => pointsOf(table.rules, facts));
  const judged = newer.map(({ facts, won, weight }): Judged => ({
    score: pointsOf(table.rules, facts),
    won,
    weight,
  }));
  onProgress(0.7);
  const judgement = judgeOnNewest(judged, table.calibration, {
    ...options,
    onProgress: (share) => onProgress(0.7 + share * 0.3),
  });
  onProgress(1);
  return {
    table,
    learnedFrom: cut,
    knownBefore: rows.length - cut - newer.length,
    sentByOldLine: shareAbove(
      judged,
      older.toSorted((one, other) => one - other)[Math.floor(older.length / 2)] ?? 0,
    ),
    judgement,
  };
}

/** Those on the line count half: where many score the same, neither sending them nor holding them would be half. */
function shareAbove(judged: readonly Judged[], line: number): number {
  if (judged.length === 0) return 0;
  return (
    judged.reduce((sum, { score }) => sum + (score > line ? 1 : score === line ? 0.5 : 0), 0) / judged.length
  );
}
