import { isPlaceholder } from '@baton/learning';
import { listOf, nearestOf } from './named-columns.js';

export type ReadEnds =
  | {
      readonly ok: true;
      /** Whether a row was won; `null` where its end is not known. */
      readonly ends: readonly (boolean | null)[];
      /** What stands for a win, as it is written. */
      readonly wins: readonly string[];
      /** What was decided on the way, in sentences. */
      readonly notes: readonly string[];
    }
  | { readonly ok: false; readonly says: string };

const WON = new Set([
  '1',
  'yes',
  'y',
  'true',
  't',
  'won',
  'win',
  'converted',
  'closed won',
  'customer',
  'success',
  'successful',
  'accepted',
  'ja',
  'oui',
  'sí',
  'si',
  'sim',
]);
const LOST = new Set([
  '0',
  '-1',
  'no',
  'n',
  'false',
  'f',
  'lost',
  'loss',
  'not converted',
  'closed lost',
  'failed',
  'failure',
  'unsuccessful',
  'rejected',
  'disqualified',
  'nein',
  'non',
  'não',
]);
const OPEN = new Set([
  'open',
  'pending',
  'in progress',
  'ongoing',
  'working',
  'still open',
  'not closed yet',
]);

/**
 * Tells wins from losses by a column's cells. An open lead is neither, and neither is a blank one, unless blank is all
 * that there is besides wins.
 * @param positive what stands for a win; found out where that is plain
 */
export function readEnds(column: string, cells: readonly string[], positive?: string): ReadEnds {
  const values = cells.map(valueOf);
  const written = new Map<string, string>();
  values.forEach((value, at) => {
    if (value !== null && !written.has(value)) written.set(value, cells[at]!.trim());
  });
  const known = [...written.keys()].filter((value) => !OPEN.has(value) || value === valueOf(positive ?? ''));
  const wins =
    positive === undefined
      ? known.filter((value) => WON.has(value))
      : known.filter((value) => value === valueOf(positive));
  const problem = problemOf(column, { known, wins, written, positive, blanks: values.includes(null) });
  if (problem !== null) return { ok: false, says: problem };

  const onlyWins = wins.length === known.length;
  const ends = values.map((value): boolean | null => {
    if (value === null) return onlyWins ? false : null;
    return known.includes(value) ? wins.includes(value) : null;
  });
  return {
    ok: true,
    ends,
    wins: wins.map((value) => written.get(value)!),
    notes: notesOf(column, values, known, onlyWins, written),
  };
}

interface Found {
  readonly known: readonly string[];
  readonly wins: readonly string[];
  readonly written: ReadonlyMap<string, string>;
  readonly positive: string | undefined;
  readonly blanks: boolean;
}

function problemOf(column: string, { known, wins, written, positive, blanks }: Found): string | null {
  const all = known.map((value) => written.get(value)!);
  if (known.length === 0) return `“${column}” says of no row how it ended.`;
  if (positive !== undefined && wins.length === 0) {
    const nearest = nearestOf(all, positive);
    const hint = nearest === undefined ? `It says ${listOf(all)}.` : `Did you mean “${nearest}”?`;
    return `No row of “${column}” says “${positive}”. ${hint}`;
  }
  if (known.length === 1 && !(blanks && wins.length === 1)) {
    return `Every row of “${column}” says “${all[0]}”: there is nothing to tell apart.`;
  }
  const isPlain = wins.length > 0 && known.every((value) => WON.has(value) || LOST.has(value));
  if (positive !== undefined || isPlain) return null;
  if (known.every((value) => LOST.has(value)))
    return `No row of “${column}” says that a lead was won. It says ${listOf(all)}.`;
  return `“${column}” says ${listOf(all)}: tell with --positive which of them is a win.`;
}

function notesOf(
  column: string,
  values: readonly (string | null)[],
  known: readonly string[],
  onlyWins: boolean,
  written: ReadonlyMap<string, string>,
): string[] {
  const blank = values.filter((value) => value === null).length;
  const open = values.filter((value) => value !== null && !known.includes(value));
  return [
    ...(blank > 0 && onlyWins ? [`${blank} rows where “${column}” is blank count as not won.`] : []),
    ...(blank > 0 && !onlyWins
      ? [`${blank} rows where “${column}” is blank are left out: how they end is not known.`]
      : []),
    ...(open.length > 0 ? [`${open.length} rows are left out: “${written.get(open[0]!)}” is no end.`] : []),
  ];
}

function valueOf(cell: string): string | null {
  if (cell.trim() === '' || isPlaceholder(cell)) return null;
  const plain = cell.trim().toLowerCase();
  return Number.isNaN(Number(plain)) ? plain.replace(/[\s_-]+/g, ' ') : String(Number(plain));
}
